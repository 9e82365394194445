pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// Which card of the account is to pay an order that is confirmed on the phone.
Sheet {
    id: sheet

    required property Confirmations confirmations
    required property var cards
    required property string order

    title: qsTr("Pay with which card?")

    Words {
        width: parent ? parent.width : 400
        text: qsTr("The order is then shown on your phone. Nothing is charged before it is signed there.")
        color: Theme.ink2
        lineHeight: 1.2
    }
    Repeater {
        model: sheet.cards

        ActionButton {
            id: choice

            required property var modelData
            readonly property boundCard card: modelData

            width: parent ? (parent as Item).width : 400
            outline: "action"
            room: width - 60
            text: qsTr("%1 · %2").arg(card.label).arg(card.number)
            onClicked: {
                sheet.confirmations.confirmOrder(sheet.order, choice.card.id);
                sheet.close();
            }
        }
    }
    ActionButton {
        compact: true
        text: qsTr("Back")
        key: qsTr("Esc")
        onClicked: sheet.close()
    }
}
