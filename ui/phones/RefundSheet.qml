import QtQuick
import TapPay.Account
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// A web order is given back in whole or in part, confirmed on a phone of the shop.
Sheet {
    id: sheet

    required property Confirmations confirmations
    required property var cards
    readonly property bool complete: order.text.trim().length > 0 && !confirmations.amount.empty

    function send() {
        if (!complete)
            return;
        confirmations.confirmRefund(order.text);
        close();
    }

    title: qsTr("Refund a web order")
    room: 560
    onConfirmed: send()
    onOpened: {
        confirmations.amount.clear();
        order.forceActiveFocus();
    }

    Words {
        width: parent ? parent.width : 400
        text: qsTr("The money goes back to the card that paid. The refund is shown on a phone of the shop and signed there.")
        color: Theme.ink2
        lineHeight: 1.2
    }
    Field {
        id: order
        width: parent ? parent.width : 400
        label: qsTr("Order number of the payment service (id)")
        placeholder: "0193…"
        inputMethodHints: Qt.ImhNoPredictiveText
        onAccepted: amount.forceActiveFocus()
    }
    LimitField {
        id: amount
        width: parent ? parent.width : 400
        label: qsTr("Amount to give back")
        nothing: qsTr("Type the amount: 1234 is 12.34")
        entry: sheet.confirmations.amount
    }
    Flow {
        width: parent ? parent.width : 400
        spacing: 12

        ActionButton {
            primary: true
            compact: true
            enabled: sheet.complete
            text: qsTr("Confirm on the phone")
            key: qsTr("Enter")
            onClicked: sheet.send()
        }
        ActionButton {
            compact: true
            text: qsTr("Back")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
    }
}
