import QtQuick
import TapPay.Models
import TapPay.Style

// The bank is being asked. After the request is sent there is no cancel: only the waiting can stop.
StageScreen {
    id: screen

    readonly property bool sent: sale.transaction.pending
    readonly property bool tapped: sale.transaction.contactless
    readonly property bool answered: sale.screen === Sale.Completing

    title: heading.text
    spacing: tight ? 13 : 30

    onEscaped: {
        if (sale.transaction.canCancel)
            sale.cancel();
        else if (sent)
            sale.stopWaiting();
    }

    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        lit: screen.sale.lights
    }
    Column {
        width: parent.width
        spacing: 2

        PayeeLine {
            payment: screen.sale.transaction
        }
        Amount {
            anchors.horizontalCenter: parent.horizontalCenter
            room: screen.room
            sign: screen.sale.transaction.sign
            figures: screen.sale.transaction.figures
        }
    }
    Heading {
        id: heading
        text: screen.answered && !screen.tapped ? qsTr("Finishing with the card…") : qsTr("Contacting bank…")
        help: screen.tapped ? qsTr("Card read. It can be put away.")
            : screen.answered ? qsTr("Leave the card in the reader until asked.") : ""
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 16

        Step {
            phase: Step.Done
            text: qsTr("Card read")
        }
        Step {
            phase: screen.sent || screen.answered ? Step.Done : Step.Now
            text: screen.sent || screen.answered ? qsTr("Sent to bank %1").arg(screen.sale.transaction.changedTime)
                                                 : qsTr("Sending to bank")
        }
        Step {
            phase: screen.answered ? Step.Done : screen.sent ? Step.Now : Step.Next
            text: screen.answered ? qsTr("Bank has answered")
                : screen.sent ? qsTr("Waiting for the answer · %1 s").arg(screen.sale.secondsWaited)
                              : qsTr("Answer of the bank")
        }
        Step {
            // A tapped card is gone by then.
            visible: !screen.tapped
            phase: screen.answered ? Step.Now : Step.Next
            text: qsTr("Card confirms")
        }
        Step {
            visible: screen.sale.transaction.purchase
            phase: Step.Next
            text: qsTr("Shop is told")
        }
    }
    ActionRow {
        ActionButton {
            visible: screen.sent && !screen.answered
            text: qsTr("Stop waiting")
            key: qsTr("Esc")
            onClicked: screen.escaped()
        }
        ActionButton {
            visible: screen.sale.transaction.canCancel
            text: qsTr("Cancel")
            key: qsTr("Esc")
            onClicked: screen.escaped()
        }
    }
}
