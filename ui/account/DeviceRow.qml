import QtQuick
import TapPay.Models
import TapPay.Style

// A computer that belongs to the account.
Item {
    id: row

    required property boundDevice device
    property bool last: false
    property bool busy: false

    signal wantRemoval

    width: parent ? parent.width : 0
    implicitHeight: Math.max(words.implicitHeight, remove.height) + 28
    Accessible.role: Accessible.ListItem
    Accessible.name: name.text + ", " + line.text

    When {
        id: when
    }
    Icon {
        y: 14
        width: 28
        height: 28
        name: "laptop"
        color: row.device.thisOne ? Theme.accent : Theme.ink2
    }
    Column {
        id: words
        x: 44
        y: 14
        width: parent.width - x - remove.width - 16
        spacing: 3

        Words {
            id: name
            width: parent.width
            text: row.device.thisOne ? qsTr("This computer") : qsTr("Computer %1").arg(row.device.terminalId)
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Words {
            id: line
            width: parent.width
            text: qsTr("since %1 · last used %2").arg(when.day(row.device.since)).arg(when.moment(row.device.lastSeen))
            size: 14
            color: Theme.ink2
            Accessible.ignored: true
        }
    }
    ActionButton {
        id: remove
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        enabled: !row.busy
        compact: true
        text: qsTr("Remove")
        Accessible.name: qsTr("Remove %1").arg(name.text)
        onClicked: row.wantRemoval()
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        visible: !row.last
        color: Theme.line
    }
}
