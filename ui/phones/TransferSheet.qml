import QtQuick
import TapPay.Account
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// Money from a card of the account to another account, confirmed on the phone.
Sheet {
    id: sheet

    required property Confirmations confirmations
    required property var cards
    property int card: 0
    readonly property string digits: account.text.replace(/ /g, "")
    readonly property bool accountFits: /^[0-9]{12,19}$/.test(digits)
    readonly property bool complete: name.text.trim().length > 0 && accountFits && !confirmations.amount.empty
                                     && purpose.text.trim().length > 0 && cards.length > 0

    function numberOf(bound: boundCard): string {
        return bound.number;
    }

    function send() {
        if (!complete)
            return;
        confirmations.confirmTransfer(cards[card].id, name.text, digits, purpose.text);
        close();
    }

    title: qsTr("Transfer to an account")
    room: 560
    onConfirmed: send()
    onOpened: {
        confirmations.amount.clear();
        name.forceActiveFocus();
    }

    Field {
        id: name
        width: parent ? parent.width : 400
        maximumLength: 60
        label: qsTr("Name of the payee")
        onAccepted: account.forceActiveFocus()
    }
    Field {
        id: account
        width: parent ? parent.width : 400
        maximumLength: 24
        label: qsTr("Account of the payee")
        inputMethodHints: Qt.ImhDigitsOnly
        onAccepted: amount.forceActiveFocus()
    }
    Words {
        width: parent ? parent.width : 400
        visible: account.text.length > 0 && !sheet.accountFits
        text: qsTr("An account has 12 to 19 digits.")
        size: 13
        color: Theme.ink2
    }
    LimitField {
        id: amount
        width: parent ? parent.width : 400
        label: qsTr("Amount")
        nothing: qsTr("Type the amount: 1234 is 12.34")
        entry: sheet.confirmations.amount
    }
    Field {
        id: purpose
        width: parent ? parent.width : 400
        maximumLength: 60
        label: qsTr("Purpose")
        onAccepted: sheet.send()
    }
    Words {
        text: qsTr("From card")
        size: 13
        color: Theme.ink2
    }
    ChoiceRow {
        width: parent ? parent.width : 400
        name: qsTr("From card")
        options: sheet.cards.map(sheet.numberOf)
        current: sheet.card
        onChosen: index => sheet.card = index
    }
    Words {
        width: parent ? parent.width : 400
        text: qsTr("It is shown on your phone as it will be paid, and signed there.")
        size: 13
        color: Theme.ink2
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
