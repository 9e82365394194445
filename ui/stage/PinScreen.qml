pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// The cardholder's screen: who is paid, how much, and dots. Each key goes to the application as it
// is pressed; this screen knows only how many there are.
StageScreen {
    id: screen

    readonly property transaction payment: sale.transaction
    readonly property bool low: height < 680

    title: qsTr("Enter PIN")
    spacing: low ? 12 : 18

    onConfirmed: pin.enter()
    onEscaped: {
        if (payment.canCancel)
            sale.cancel();
    }

    PinEntry {
        id: pin
        sale: screen.sale
        window: screen.Window.window
    }
    Column {
        width: parent.width
        spacing: 2

        Words {
            width: parent.width
            text: screen.till.session.status.merchantName
            size: 15
            color: Theme.ink2
            horizontalAlignment: Text.AlignHCenter
        }
        Amount {
            anchors.horizontalCenter: parent.horizontalCenter
            size: 64
            room: screen.room
            sign: screen.payment.sign
            figures: screen.payment.figures
        }
    }
    Heading {
        size: 26
        text: screen.payment.pinWrong ? qsTr("Incorrect PIN. Enter it again") : screen.title
        ink: screen.payment.pinWrong ? Theme.no : Theme.ink
        help: screen.payment.pinTries === 1 ? qsTr("Last try")
            : screen.payment.pinTries > 1 ? qsTr("%1 tries left").arg(screen.payment.pinTries)
            : screen.sale.secondsLeft >= 0 && screen.sale.secondsLeft <= 15
              ? qsTr("%1 s left").arg(screen.sale.secondsLeft) : ""
    }
    Row {
        id: dots
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 16
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("Digits entered: %1").arg(screen.payment.pinDigits)

        Repeater {
            model: Math.max(6, screen.payment.pinDigits)

            Rectangle {
                required property int index

                width: 18
                height: 18
                radius: 9
                color: index < screen.payment.pinDigits ? Theme.ink : "transparent"
                border.width: 2
                border.color: index < screen.payment.pinDigits ? Theme.ink : Theme.ink3
            }
        }
    }
    DigitPad {
        anchors.horizontalCenter: parent.horizontalCenter
        keyHeight: screen.low ? 50 : 64
        quiet: true
        leftText: "⌫"
        leftIcon: "backspace"
        leftName: qsTr("Delete last digit")
        rightText: qsTr("OK")
        onDigit: value => pin.digit(value)
        onLeftPressed: pin.back()
        onRightPressed: pin.enter()
    }
    Words {
        width: parent.width
        text: qsTr("Card %1 · the PIN leaves this computer only encrypted").arg(screen.payment.card)
        size: 13
        color: Theme.ink2
        horizontalAlignment: Text.AlignHCenter
    }
    ActionRow {
        ActionButton {
            compact: true
            visible: screen.payment.canCancel
            text: qsTr("Cancel")
            key: qsTr("Esc")
            onClicked: screen.escaped()
        }
        ActionButton {
            compact: true
            visible: screen.payment.pinBypass
            text: qsTr("Continue without PIN")
            onClicked: screen.sale.bypassPin()
        }
    }
}
