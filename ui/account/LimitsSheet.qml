import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// The limits a cardholder sets for the own cards: for one payment and for a day.
Sheet {
    id: sheet

    required property Cardholder account
    property LimitField last: payment

    function save() {
        account.saveLimits();
        close();
    }

    title: qsTr("Limits for my cards")
    onConfirmed: save()
    onOpened: {
        account.editLimits();
        payment.forceActiveFocus();
    }

    Words {
        width: parent ? parent.width : 400
        text: qsTr("A payment above a limit is refused before your bank is asked. They hold for web orders paid with the added cards, at every computer.")
        color: Theme.ink2
        lineHeight: 1.2
    }
    LimitField {
        id: payment
        width: parent ? parent.width : 400
        label: qsTr("For one payment")
        entry: sheet.account.paymentLimit
        onActiveFocusChanged: {
            if (activeFocus)
                sheet.last = payment;
        }
    }
    LimitField {
        id: day
        width: parent ? parent.width : 400
        label: qsTr("For all payments of a day")
        entry: sheet.account.dayLimit
        onActiveFocusChanged: {
            if (activeFocus)
                sheet.last = day;
        }
    }
    Words {
        width: parent ? parent.width : 400
        text: qsTr("1234 is 12.34; Del takes a limit away.")
        size: 13
        color: Theme.ink2
    }
    DigitPad {
        visible: Theme.scale < 1.3
        anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
        keyHeight: 44
        leftText: "00"
        rightText: "⌫"
        rightIcon: "backspace"
        rightName: qsTr("Delete last digit")
        onDigit: value => sheet.last.entry.digit(value)
        onLeftPressed: sheet.last.entry.doubleZero()
        onRightPressed: sheet.last.entry.backspace()
    }
    Flow {
        width: parent ? parent.width : 400
        spacing: 12

        ActionButton {
            primary: true
            compact: true
            text: qsTr("Save the limits")
            key: qsTr("Enter")
            onClicked: sheet.save()
        }
        ActionButton {
            compact: true
            text: qsTr("Back")
            key: qsTr("Esc")
            onClicked: sheet.close()
        }
    }
}
