import QtQuick
import TapPay.Models
import TapPay.Style

// One security device: its name, its form, its key, and whether it counts.
Item {
    id: row

    required property securityDevice device
    property bool last: false
    property bool busy: false
    readonly property bool live: device.offered || device.registered
    readonly property bool wide: width > 560 * Theme.scale

    signal wantAnswer
    signal wantRemoval

    width: parent ? parent.width : 0
    implicitHeight: wide ? Math.max(words.implicitHeight, actions.height) + 28
                         : words.implicitHeight + (live ? actions.implicitHeight + 10 : 0) + 28
    Accessible.role: Accessible.ListItem
    Accessible.name: name.text + ", " + standing.text + ", " + key.text

    When {
        id: when
    }
    Icon {
        y: 14
        width: 28
        height: 28
        name: "keys"
        color: row.device.registered ? Theme.accent : row.device.offered ? Theme.maybe : Theme.ink3
    }
    Column {
        id: words
        x: 44
        y: 14
        width: parent.width - x - (row.wide && row.live ? actions.width + 16 : 0)
        spacing: 3

        Words {
            id: name
            width: parent.width
            text: row.device.form === "piv" ? qsTr("%1 · PIV key or card").arg(row.device.name) : row.device.name
            font.weight: Font.DemiBold
            color: row.live ? Theme.ink : Theme.ink2
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            Accessible.ignored: true
        }
        Row {
            width: parent.width
            spacing: 6

            Icon {
                width: 16
                height: 16
                y: Math.max(0, (standing.height - height) / 2)
                name: row.device.registered ? "check" : row.device.offered ? "question" : "cross"
                color: standing.color
            }
            Words {
                id: standing
                width: parent.width - 22
                text: row.device.registered ? qsTr("Registered %1: its signature counts").arg(when.day(row.device.since))
                    : row.device.offered ? qsTr("Offered by the phone: compare its key, then accept it or remove it")
                    : qsTr("Removed: its signature does not count any more")
                size: 14
                color: row.device.registered ? Theme.ok : row.device.offered ? Theme.maybe : Theme.ink2
                font.weight: row.live ? Font.DemiBold : Font.Normal
                Accessible.ignored: true
            }
        }
        Words {
            id: key
            width: parent.width
            text: qsTr("Key %1 …").arg(row.device.shortKey)
            size: 13
            color: Theme.ink2
            font.family: Theme.monospace
            Accessible.ignored: true
        }
    }
    Row {
        id: actions
        x: row.wide ? parent.width - width : 44
        y: row.wide ? Math.round((parent.height - height) / 2) : words.y + words.implicitHeight + 10
        visible: row.live
        spacing: 10

        ActionButton {
            visible: row.device.offered
            enabled: !row.busy
            compact: true
            text: qsTr("Compare…")
            Accessible.name: qsTr("Compare the key of %1").arg(row.device.name)
            onClicked: row.wantAnswer()
        }
        ActionButton {
            enabled: !row.busy
            compact: true
            text: qsTr("Remove")
            Accessible.name: qsTr("Remove %1").arg(row.device.name)
            onClicked: row.wantRemoval()
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        visible: !row.last
        color: Theme.line
    }
}
