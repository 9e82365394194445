pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import TapPay.Style

// The pages of the phone.
Rectangle {
    id: tabs

    property string page
    readonly property list<string> names: ["home", "history", "devices", "settings"]

    signal chosen(string page)

    implicitHeight: Math.max(62, 40 + 20 * Theme.scale)
    color: Theme.surface
    Accessible.role: Accessible.PageTabList

    Rectangle {
        width: parent.width
        height: 1
        color: Theme.line
    }
    Row {
        anchors.fill: parent

        Repeater {
            model: tabs.names

            T.AbstractButton {
                id: tab

                required property string modelData
                readonly property bool picked: modelData === tabs.page

                width: tabs.width / 4
                height: tabs.height
                focusPolicy: Qt.TabFocus
                text: modelData === "home" ? qsTr("Confirm") : modelData === "history" ? qsTr("History")
                    : modelData === "devices" ? qsTr("Devices") : qsTr("Settings")
                Accessible.role: Accessible.PageTab
                Accessible.name: text
                Accessible.selected: picked
                onClicked: tabs.chosen(modelData)

                contentItem: Item {
                    Icon {
                        anchors.horizontalCenter: parent.horizontalCenter
                        y: 10
                        width: 22
                        height: 22
                        name: tab.modelData === "home" ? "phone" : tab.modelData === "history" ? "today"
                            : tab.modelData === "devices" ? "keys" : "settings"
                        color: tab.picked ? Theme.accent : Theme.ink2
                    }
                    Words {
                        anchors.horizontalCenter: parent.horizontalCenter
                        anchors.bottom: parent.bottom
                        anchors.bottomMargin: 8
                        width: parent.width
                        text: tab.text
                        size: 12
                        color: tab.picked ? Theme.accent : Theme.ink2
                        font.weight: tab.picked ? Font.DemiBold : Font.Normal
                        horizontalAlignment: Text.AlignHCenter
                        elide: Text.ElideRight
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                }
                FocusRing {
                    control: tab
                    anchors.margins: 2
                }
            }
        }
    }
}
