pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Phone
import TapPay.Style

// The security devices that this phone knows.
PhonePage {
    id: page

    title: qsTr("Security devices")

    Words {
        width: parent.width
        text: page.title
        size: 26
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        text: qsTr("A device is brought by this phone, and agreed to at the computer.")
        size: 14
        color: Theme.ink2
    }
    Column {
        width: parent.width

        Repeater {
            model: page.phone.devices

            Item {
                id: row

                required property int index
                required property var modelData
                readonly property phoneDevice device: modelData

                width: parent ? parent.width : 0
                implicitHeight: words.implicitHeight + 28
                Accessible.role: Accessible.ListItem
                Accessible.name: row.device.name + ", " + standing.text

                Icon {
                    y: 16
                    width: 26
                    height: 26
                    name: row.device.wireless ? "tap" : "keys"
                    color: Theme.accent
                }
                Column {
                    id: words
                    x: 40
                    y: 14
                    width: parent.width - 40 - forget.width - 8
                    spacing: 4

                    Words {
                        width: parent.width
                        text: row.device.name
                        size: 16
                        font.weight: Font.DemiBold
                        Accessible.ignored: true
                    }
                    Words {
                        id: standing
                        width: parent.width
                        text: row.device.standing === "registered" ? qsTr("Ready")
                            : row.device.standing === "revoked" ? qsTr("Removed at the computer")
                            : qsTr("Agree to it at the computer: %1").arg(row.device.key)
                        size: 13
                        color: row.device.standing === "offered" ? Theme.maybe : Theme.ink2
                        Accessible.ignored: true
                    }
                }
                ActionButton {
                    id: forget
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    compact: true
                    text: qsTr("Forget")
                    Accessible.name: qsTr("Forget %1").arg(row.device.name)
                    onClicked: page.phone.forgetDevice(row.device.id)
                }
                Rectangle {
                    anchors.bottom: parent.bottom
                    width: parent.width
                    height: 1
                    visible: row.index < page.phone.devices.length - 1
                    color: Theme.line
                }
            }
        }
    }

    actions: [
        ActionButton {
            objectName: "add"
            width: page.room
            text: qsTr("Add a device")
            outline: "action"
            onClicked: page.wantAdding()
        }
    ]
}
