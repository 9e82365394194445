import QtQuick
import TapPay.Models
import TapPay.Style

// The request was sent and its result is open. A state of its own: nothing here can force an end,
// and the till is free for the next customer.
StageScreen {
    id: screen

    readonly property transaction payment: sale.transaction
    readonly property bool undoing: payment.state === "undoing"
    readonly property bool open: payment.state === "unknown"

    title: qsTr("Result not known yet")
    spacing: tight ? 11 : 26

    onConfirmed: sale.leave()
    onEscaped: sale.leave()

    Keys.onPressed: event => {
        if (event.key === Qt.Key_C && !event.isAutoRepeat) {
            sale.checkNow();
            event.accepted = true;
        }
    }

    ProblemStrip {
        sale: screen.sale
    }
    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        lit: 4
        tone: "maybe"
    }
    Badge {
        small: screen.tight
        anchors.horizontalCenter: parent.horizontalCenter
        icon: "question"
        tone: "maybe"
    }
    PayeeLine {
        payment: screen.payment
    }
    Amount {
        anchors.horizontalCenter: parent.horizontalCenter
        size: 76
        room: screen.room
        sign: screen.payment.sign
        figures: screen.payment.figures
    }
    Column {
        width: parent.width
        spacing: 10

        Words {
            width: parent.width
            text: screen.title
            size: 32
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
        }
        Words {
            width: parent.width
            text: screen.payment.purchase ? qsTr("Do not pay again.") : qsTr("Do not charge again.")
            size: 17
            color: Theme.maybe
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
        }
        Words {
            width: Math.min(parent.width, 600 * Theme.scale)
            anchors.horizontalCenter: parent.horizontalCenter
            text: screen.undoing ? qsTr("The payment is being cancelled with the bank, until the bank confirms it.")
                : screen.open ? qsTr("The bank has not answered. It is being asked for the result; a payment it does not know is cancelled.")
                : qsTr("The bank is still being waited for. The result comes by itself.")
            size: 17
            color: Theme.ink2
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1.2
        }
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 14

        Step {
            phase: Step.Done
            text: qsTr("Sent to bank %1").arg(screen.payment.clockTime)
        }
        Step {
            phase: screen.undoing ? Step.Done : Step.Now
            tone: "maybe"
            room: screen.room
            text: screen.undoing ? qsTr("Asked for the result")
                : !screen.open ? qsTr("Waiting for the answer · %1 s").arg(screen.sale.secondsWaited)
                : screen.sale.secondsToNextTry >= 0
                  ? qsTr("Asking for the result · try %1 · next in %2 s").arg(screen.payment.undoAttempts + 1).arg(screen.sale.secondsToNextTry)
                  : qsTr("Asking for the result · try %1").arg(screen.payment.undoAttempts + 1)
        }
        Step {
            phase: screen.undoing ? Step.Now : Step.Next
            tone: "maybe"
            room: screen.room
            text: !screen.undoing ? qsTr("Cancel with the bank if not found")
                : screen.sale.secondsToNextTry >= 0
                  ? qsTr("Cancelling with the bank · try %1 · next in %2 s").arg(screen.payment.undoAttempts + 1).arg(screen.sale.secondsToNextTry)
                  : qsTr("Cancelling with the bank · try %1").arg(screen.payment.undoAttempts + 1)
        }
    }
    ActionRow {
        ActionButton {
            text: qsTr("Leave – I'll be told")
            key: qsTr("Enter")
            onClicked: screen.confirmed()
        }
        ActionButton {
            visible: screen.open || screen.undoing
            text: qsTr("Check now")
            key: "C"
            onClicked: screen.sale.checkNow()
        }
    }
}
