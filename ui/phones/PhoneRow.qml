import QtQuick
import TapPay.Models
import TapPay.Style

// One phone: its name, when it was there last, and whether it may confirm.
Item {
    id: row

    required property pairedPhone phone
    property bool last: false
    property bool busy: false
    readonly property bool live: phone.paired || phone.standing === "cloned"
    readonly property bool wide: width > 560 * Theme.scale

    signal wantName
    signal wantRemoval

    width: parent ? parent.width : 0
    implicitHeight: wide ? Math.max(words.implicitHeight, actions.height) + 28
                         : words.implicitHeight + (live ? actions.implicitHeight + 10 : 0) + 28
    Accessible.role: Accessible.ListItem
    Accessible.name: name.text + ", " + standing.text + ", " + line.text

    When {
        id: when
    }
    Icon {
        id: icon
        y: 14
        width: 28
        height: 28
        name: "phone"
        color: row.phone.paired ? Theme.accent : row.live ? Theme.no : Theme.ink3
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
            text: row.phone.name
            size: 17
            color: row.live ? Theme.ink : Theme.ink2
            font.weight: Font.DemiBold
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
                name: row.phone.paired ? "check" : row.phone.standing === "cloned" ? "alert" : "cross"
                color: standing.color
            }
            Words {
                id: standing
                width: parent.width - 22
                text: row.phone.paired ? qsTr("Paired: it can confirm payments")
                    : row.phone.standing === "cloned" ? qsTr("Copied: its key is in use in two places, so it confirms nothing. Remove it, then pair it again.")
                    : row.phone.standing === "left" ? qsTr("Ended its pairing itself")
                    : qsTr("Removed: it confirms nothing any more")
                size: 14
                color: row.phone.paired ? Theme.ok : row.phone.standing === "cloned" ? Theme.no : Theme.ink2
                font.weight: row.live ? Font.DemiBold : Font.Normal
                Accessible.ignored: true
            }
        }
        Words {
            id: line
            width: parent.width
            text: qsTr("since %1 · last seen %2").arg(when.day(row.phone.since)).arg(when.moment(row.phone.lastSeen))
            size: 14
            color: Theme.ink2
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
            enabled: !row.busy
            compact: true
            text: qsTr("Rename")
            Accessible.name: qsTr("Rename %1").arg(row.phone.name)
            onClicked: row.wantName()
        }
        ActionButton {
            enabled: !row.busy
            compact: true
            text: qsTr("Remove")
            Accessible.name: qsTr("Remove %1").arg(row.phone.name)
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
