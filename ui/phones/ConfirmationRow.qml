import QtQuick
import TapPay.Models
import TapPay.Style

// One confirmation in the list: how much, to whom, when, and how it is or ended.
Item {
    id: row

    required property confirmation it
    property bool last: false

    signal wantShow

    width: parent ? parent.width : 0
    implicitHeight: Math.max(words.implicitHeight, show.visible ? show.height : 0) + 24
    Accessible.role: Accessible.ListItem
    Accessible.name: head.text + ", " + tag.text + ", " + line.text

    ConfirmWords {
        id: texts
        it: row.it
    }
    When {
        id: when
    }
    Column {
        id: words
        y: 12
        width: parent.width - tag.width - 16 - (show.visible ? show.width + 12 : 0)
        spacing: 3

        Words {
            id: head
            width: parent.width
            text: row.it.requested ? qsTr("%1 to %2").arg(row.it.money).arg(row.it.payee) : texts.title
            font.weight: Font.DemiBold
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            Accessible.ignored: true
        }
        Words {
            id: line
            width: parent.width
            text: row.it.ended && !row.it.paid ? qsTr("%1 · %2").arg(texts.sentence).arg(when.moment(row.it.began))
                : qsTr("%1 · %2").arg(texts.title).arg(when.moment(row.it.began))
            size: 14
            color: Theme.ink2
            Accessible.ignored: true
        }
    }
    Tag {
        id: tag
        anchors.right: show.visible ? show.left : parent.right
        anchors.rightMargin: show.visible ? 12 : 0
        anchors.verticalCenter: parent.verticalCenter
        text: texts.brief
        tone: texts.tone
    }
    ActionButton {
        id: show
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        visible: !row.it.ended
        compact: true
        text: qsTr("Show")
        Accessible.name: qsTr("Show %1").arg(head.text)
        onClicked: row.wantShow()
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        visible: !row.last
        color: Theme.line
    }
}
