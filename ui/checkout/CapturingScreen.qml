import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// Bank and card have agreed, and the shop is being told. It is not paid before that is confirmed.
StageScreen {
    id: screen

    readonly property transaction payment: sale.transaction
    readonly property bool cardIn: payment.stage === "remove_card"

    title: heading.text
    spacing: tight ? 13 : 30

    onEscaped: sale.leave()

    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        lit: screen.sale.lights
    }
    Column {
        width: parent.width
        spacing: 2

        PayeeLine {
            payment: screen.payment
        }
        Amount {
            anchors.horizontalCenter: parent.horizontalCenter
            room: screen.room
            sign: screen.payment.sign
            figures: screen.payment.figures
        }
    }
    Heading {
        id: heading
        text: qsTr("Paid by the card, telling the shop…")
        help: screen.cardIn ? qsTr("You can remove your card.")
                            : qsTr("If the shop can't be told in time, the payment is taken back by itself.")
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 16

        Step {
            phase: Step.Done
            text: qsTr("Card read")
        }
        Step {
            phase: Step.Done
            text: qsTr("Your bank has agreed")
        }
        Step {
            phase: Step.Done
            text: qsTr("Card has paid")
        }
        Step {
            phase: Step.Now
            room: screen.room
            text: qsTr("Telling the shop · %1 s").arg(screen.sale.secondsWaited)
        }
    }
    ActionRow {
        ActionButton {
            text: qsTr("Leave – I'll be told")
            key: qsTr("Esc")
            onClicked: screen.escaped()
        }
    }
}
