import QtQuick
import TapPay.Models
import TapPay.Style

// The cardholder's screen: who is paid, how much, and dots. Each key goes to the application as it
// is pressed; this screen knows only how many there are.
StageScreen {
    id: screen

    readonly property transaction payment: sale.transaction
    readonly property bool onReader: payment.pinOnReader
    readonly property bool low: height < 700
    // Digits came faster than fingers.
    property bool refused: false
    // A new PIN begins when the one before was wrong.
    readonly property string attempt: payment.id + payment.pinWrong + payment.pinTries

    title: onReader ? qsTr("Enter the PIN on the reader") : qsTr("Enter PIN, then OK")
    spacing: tight ? 5 : low ? 12 : 18

    onAttemptChanged: keys.draw()
    onConfirmed: {
        if (!onReader)
            pin.enter();
    }
    onEscaped: {
        if (payment.canCancel)
            sale.cancel();
    }

    Keys.onPressed: event => {
        if (event.key === Qt.Key_S && !event.isAutoRepeat && !onReader) {
            turnKeys();
            event.accepted = true;
        }
    }

    // For this person only; the setting stays.
    function turnKeys() {
        pin.clear();
        keys.scrambled = !keys.scrambled;
    }

    // Tries are known of a PIN that the card itself compares; the number only of a card that the
    // bank has been asked about.
    function wayOfThePin(): string {
        const card = payment.card;
        if (payment.pinTries >= 0)
            return card.length > 0 ? qsTr("Card %1 · the PIN goes to the card alone").arg(card)
                                   : qsTr("The PIN goes to the card alone");
        return card.length > 0 ? qsTr("Card %1 · the PIN leaves this computer only encrypted").arg(card)
                               : qsTr("The PIN leaves this computer only encrypted");
    }

    PinEntry {
        id: pin
        objectName: "pin"
        sale: screen.sale
        passive: screen.onReader
        window: screen.Window.window
        onKeyForwarded: {
            screen.refused = false;
            screen.till.sounds.key();
        }
        onMachineRefused: screen.refused = true
    }
    PadOrder {
        id: keys
        scrambled: screen.till.preferences.scrambledPin
    }
    CaptureShield {
        window: screen.Window.window
    }
    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: screen.payment.contactless
        lit: screen.sale.lights
    }
    Column {
        width: parent.width
        spacing: 2

        PayeeLine {
            payment: screen.payment
        }
        Words {
            width: parent.width
            visible: !screen.payment.purchase
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
    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: screen.onReader
        icon: "keys"
        tone: "action"
    }
    PinWords {
        payment: screen.payment
        title: screen.title
        secondsLeft: screen.sale.secondsLeft
        refused: screen.refused
    }
    PinDots {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: !screen.onReader
        entered: screen.payment.pinDigits
    }
    DigitPad {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: !screen.onReader
        keyHeight: screen.low ? 50 : 64
        quiet: true
        secret: keys.scrambled
        order: keys.digits
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
        text: screen.wayOfThePin()
        visible: !screen.onReader
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
            visible: !screen.onReader
            text: keys.scrambled ? qsTr("Keys in order") : qsTr("Scramble the keys")
            key: "S"
            onClicked: screen.turnKeys()
        }
        ActionButton {
            compact: true
            visible: screen.payment.pinBypass
            text: qsTr("Continue without PIN")
            onClicked: screen.sale.bypassPin()
        }
    }
}
