import QtQuick
import TapPay.Models
import TapPay.Style

// The amount, typed on the number pad alone: digits, then Enter.
StageScreen {
    id: screen

    readonly property AmountEntry entry: sale.entry
    readonly property bool low: height < 700

    title: qsTr("Enter amount")
    spacing: low ? 14 : 22

    onConfirmed: sale.charge()
    onEscaped: entry.clear()

    Keys.onPressed: event => {
        if (event.matches(StandardKey.Paste)) {
            entry.refusePaste();
        } else if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9 && event.modifiers !== Qt.ControlModifier) {
            if (!event.isAutoRepeat)
                entry.digit(event.key - Qt.Key_0);
        } else if (event.key === Qt.Key_Backspace) {
            entry.backspace();
        } else if (event.key === Qt.Key_Delete) {
            entry.clear();
        } else if (event.key === Qt.Key_N) {
            wantNote();
        } else if (event.key === Qt.Key_D) {
            entry.takeUp();
        } else {
            return;
        }
        event.accepted = true;
    }

    ProblemStrip {
        sale: screen.sale
    }
    TroubleLine {
        session: screen.till.session
        anchors.horizontalCenter: parent.horizontalCenter
    }
    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        idle: true
    }
    Column {
        width: parent.width
        spacing: 2

        Words {
            width: parent.width
            text: screen.entry.empty ? qsTr("Welcome") : qsTr("Enter amount")
            size: 20
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
        }
        Amount {
            anchors.horizontalCenter: parent.horizontalCenter
            size: screen.low ? 72 : 88
            room: screen.room
            sign: screen.entry.sign
            figures: screen.entry.figures
            ink: screen.entry.empty ? Theme.ink3 : Theme.ink
        }
        Words {
            id: hint

            readonly property int reason: screen.entry.hint

            width: parent.width
            // The line is always there, so that nothing moves when it has something to say.
            text: reason === AmountEntry.ZeroAmount ? qsTr("Type an amount above zero.")
                : reason === AmountEntry.OverLimit ? qsTr("At most %1 in one payment.").arg(screen.entry.limit)
                : reason === AmountEntry.PasteRefused ? qsTr("Amounts are typed, not pasted.")
                : reason === AmountEntry.ScannerIgnored ? qsTr("That was a barcode scanner; it was ignored.")
                : screen.sale.note.length > 0 ? qsTr("Order note: %1").arg(screen.sale.note)
                : screen.entry.empty ? qsTr("Enter amount") : " "
            size: 15
            color: reason === AmountEntry.NoHint ? Theme.ink2 : Theme.no
            font.weight: reason === AmountEntry.NoHint ? Font.Normal : Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
        }
    }
    DigitPad {
        id: pad
        anchors.horizontalCenter: parent.horizontalCenter
        keyHeight: screen.low ? 52 : 64
        calculator: screen.till.preferences.calculatorKeypad
        leftText: "00"
        rightText: "⌫"
        rightIcon: "backspace"
        rightName: qsTr("Delete last digit")
        onDigit: value => screen.entry.digit(value)
        onLeftPressed: screen.entry.doubleZero()
        onRightPressed: screen.entry.backspace()
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 10

        ActionButton {
            width: Math.max(pad.width, implicitWidth)
            primary: true
            enabled: !screen.sale.starting && !screen.entry.empty
            text: screen.entry.empty ? qsTr("Charge")
                                     : qsTr("Charge %1").arg(screen.entry.sign + screen.entry.figures)
            key: qsTr("Enter")
            onClicked: screen.sale.charge()
        }
        ActionButton {
            width: Math.max(pad.width, implicitWidth)
            compact: true
            visible: screen.entry.draft.length > 0 && screen.entry.empty
            text: qsTr("Go on with %1").arg(screen.entry.draft)
            key: "D"
            onClicked: screen.entry.takeUp()
        }
        ActionButton {
            width: Math.max(pad.width, implicitWidth)
            compact: true
            text: screen.sale.note.length > 0 ? qsTr("Change order note") : qsTr("Order note")
            key: "N"
            onClicked: screen.wantNote()
        }
    }
}
