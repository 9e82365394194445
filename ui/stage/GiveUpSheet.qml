import QtQuick
import TapPay.Models
import TapPay.Style

// Without the card nobody can tell whether it has paid: asked once more before the payment is given
// up.
Sheet {
    id: sheet

    required property Sale sale
    readonly property transaction payment: sale.transaction

    title: payment.canResume ? qsTr("Has the customer left?") : qsTr("Give the payment up?")
    onOpened: back.forceActiveFocus()

    Amount {
        size: 44
        room: parent ? parent.width : 400
        sign: sheet.payment.sign
        figures: sheet.payment.figures
    }
    Words {
        width: parent ? parent.width : 400
        visible: text.length > 0
        text: sheet.payment.card.length > 0 ? qsTr("Card %1 · %2").arg(sheet.payment.card).arg(sheet.payment.time) : ""
        color: Theme.ink2
    }
    Words {
        width: parent ? parent.width : 400
        text: qsTr("The payment then counts as not paid. The card may still have taken the amount from its balance; the customer's bank can look into that.")
        color: Theme.ink2
        lineHeight: 1.2
    }
    Flow {
        width: parent ? parent.width : 400
        spacing: 12

        ActionButton {
            id: back
            compact: true
            text: sheet.payment.canResume ? qsTr("Wait for the card") : qsTr("Decide later")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
        ActionButton {
            compact: true
            text: sheet.payment.canResume ? qsTr("Customer has left") : qsTr("Give the payment up")
            onClicked: {
                sheet.sale.giveUp();
                sheet.close();
            }
        }
    }
}
