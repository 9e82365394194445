import QtQuick
import TapPay.Phone
import TapPay.Style

// How much and to whom: the same on every screen of one confirmation.
Column {
    id: head

    required property phoneConfirmation payment
    property bool small: false

    width: parent ? parent.width : 0
    spacing: small ? 4 : 6

    Words {
        width: parent.width
        text: head.payment.kind === "refund" ? qsTr("Give back")
            : head.payment.kind === "transfer" ? qsTr("Transfer") : qsTr("Pay")
        size: 13
        color: Theme.ink2
    }
    Amount {
        size: head.small ? 34 : 54
        room: head.width
        sign: head.payment.sign
        figures: head.payment.figures
    }
    Words {
        width: parent.width
        topPadding: head.small ? 2 : 10
        text: qsTr("To")
        visible: !head.small
        size: 13
        color: Theme.ink2
    }
    Words {
        width: parent.width
        text: head.payment.payee
        size: head.small ? 16 : 22
        font.weight: Font.DemiBold
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }
    Words {
        width: parent.width
        visible: !head.small
        text: qsTr("Account %1").arg(head.payment.payeeAccount)
        size: 14
        color: Theme.ink2
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }
}
