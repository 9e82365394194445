import QtQuick
import TapPay.Models
import TapPay.Style

// Undoing gives the money back: asked once more, with the amount and the card in view.
Sheet {
    id: sheet

    required property Till till
    property transaction payment

    title: qsTr("Undo this payment?")
    onOpened: back.forceActiveFocus()

    Amount {
        size: 44
        room: parent ? parent.width : 400
        sign: sheet.payment.sign
        figures: sheet.payment.figures
    }
    Words {
        width: parent ? parent.width : 400
        text: qsTr("Card %1 · %2").arg(sheet.payment.card).arg(sheet.payment.time)
        color: Theme.ink2
    }
    Words {
        width: parent ? parent.width : 400
        text: qsTr("The whole amount goes back to the card. The bank is asked until it confirms; this can't be taken back.")
        color: Theme.ink2
        lineHeight: 1.2
    }
    Flow {
        width: parent ? parent.width : 400
        spacing: 12

        ActionButton {
            id: back
            compact: true
            text: qsTr("Keep the payment")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
        ActionButton {
            compact: true
            text: qsTr("Undo %1").arg(sheet.payment.money)
            onClicked: {
                sheet.till.sale.undo(sheet.payment.id);
                sheet.close();
            }
        }
    }
}
