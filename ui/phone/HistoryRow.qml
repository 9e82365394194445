import QtQuick
import TapPay.Phone
import TapPay.Style

// One confirmation of before.
Item {
    id: row

    required property phoneConfirmation payment
    property bool last: false

    width: parent ? parent.width : 0
    implicitHeight: words.implicitHeight + 28
    Accessible.role: Accessible.ListItem
    Accessible.name: amount.text + ", " + row.payment.payee + ", " + tag.text

    StateWords {
        id: meaning
    }
    When {
        id: when
    }
    Column {
        id: words
        y: 14
        width: parent.width - tag.width - 12
        spacing: 4

        Words {
            id: amount
            text: row.payment.sign + row.payment.figures
            size: 16
            font.weight: Font.DemiBold
            Accessible.ignored: true
        }
        Words {
            width: parent.width
            text: row.payment.payee
            size: 14
            color: Theme.ink2
            elide: Text.ElideRight
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Words {
            text: when.moment(row.payment.changed)
            size: 13
            color: Theme.ink3
            Accessible.ignored: true
        }
    }
    Tag {
        id: tag
        anchors.right: parent.right
        y: 14
        tone: meaning.tone(row.payment.state)
        text: meaning.title(row.payment.state)
        Accessible.ignored: true
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 1
        visible: !row.last
        color: Theme.line
    }
}
