import QtQuick
import TapPay.Models
import TapPay.Style

// Nothing was charged: why, and what to do next. Stays until someone acts.
StageScreen {
    id: screen

    readonly property transaction payment: sale.transaction
    readonly property int kind: sale.screen
    readonly property bool cardIn: payment.stage === "remove_card"

    title: heading.text
    spacing: 28

    onConfirmed: sale.leave()
    onEscaped: sale.leave()

    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        icon: screen.kind === Sale.Undone || screen.kind === Sale.Cancelled ? "undo"
            : screen.kind === Sale.Failed ? "alert" : "cross"
        tone: screen.kind === Sale.Undone || screen.kind === Sale.Cancelled ? "plain" : "no"
    }
    Amount {
        anchors.horizontalCenter: parent.horizontalCenter
        size: 64
        room: screen.room
        sign: screen.payment.sign
        figures: screen.payment.figures
        ink: Theme.ink2
    }
    Heading {
        id: heading
        text: screen.kind === Sale.Cancelled ? qsTr("Cancelled. Nothing charged")
            : screen.kind === Sale.Undone ? qsTr("Undone. Nothing charged")
            : screen.kind === Sale.Failed ? qsTr("Not paid. Nothing charged")
            : screen.payment.failure === "card.declined" ? qsTr("Declined by the card")
            : qsTr("Declined by the bank")
        // Once undone, the reason why it had to be is history.
        help: screen.kind === Sale.Undone ? qsTr("The bank has confirmed that the payment is cancelled.")
              : screen.payment.happened.length === 0 ? ""
              : qsTr("%1 %2").arg(qsTranslate("Failure", screen.payment.happened))
                             .arg(qsTranslate("Failure", screen.payment.remedy))
    }
    Words {
        width: parent.width
        visible: screen.cardIn
        text: qsTr("Remove card")
        size: 17
        color: Theme.accent
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
    }
    ActionRow {
        ActionButton {
            primary: true
            text: qsTr("Next payment")
            key: qsTr("Enter")
            onClicked: screen.confirmed()
        }
        ActionButton {
            visible: screen.payment.voucher.length > 0
            text: qsTr("Receipt preview")
            key: "R"
            onClicked: screen.wantReceipt(screen.payment.id, false)
        }
    }

    Keys.onPressed: event => {
        if (event.key === Qt.Key_R && !event.isAutoRepeat && payment.voucher.length > 0) {
            wantReceipt(payment.id, false);
            event.accepted = true;
        }
    }
}
