import QtQuick
import TapPay.Models
import TapPay.Style

// One card of the account, or one that was.
Item {
    id: row

    required property boundCard card
    property bool last: false
    property bool busy: false

    signal wantUnbind

    width: parent ? parent.width : 0
    implicitHeight: Math.max(words.implicitHeight, unbind.visible ? unbind.height : 0) + 32
    Accessible.role: Accessible.ListItem
    Accessible.name: number.text + ", " + line.text

    When {
        id: when
    }
    Icon {
        id: icon
        y: 16
        width: 28
        height: 28
        name: "card"
        color: row.card.bound ? Theme.accent : Theme.ink3
    }
    Column {
        id: words
        x: 44
        y: 16
        width: parent.width - x - (unbind.visible ? unbind.width + 16 : 0)
        spacing: 3

        Words {
            id: number
            width: parent.width
            text: row.card.number
            size: 17
            color: row.card.bound ? Theme.ink : Theme.ink2
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Words {
            id: line
            width: parent.width
            text: row.card.bound ? qsTr("%1 · since %2").arg(row.card.label).arg(when.day(row.card.since))
                                 : qsTr("%1 · removed %2").arg(row.card.label).arg(when.day(row.card.until))
            size: 14
            color: Theme.ink2
            Accessible.ignored: true
        }
    }
    ActionButton {
        id: unbind
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: row.card.bound
        enabled: !row.busy
        compact: true
        text: qsTr("Remove")
        Accessible.name: qsTr("Remove card %1").arg(row.card.number)
        onClicked: row.wantUnbind()
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        visible: !row.last
        color: Theme.line
    }
}
