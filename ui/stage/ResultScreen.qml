import QtQuick
import TapPay.Models
import TapPay.Style

// Not paid, or paid by the card and refused by the bank: why, and what to do next. Stays until
// someone acts.
StageScreen {
    id: screen

    readonly property transaction payment: sale.transaction
    readonly property int kind: sale.screen
    // Money has moved and somebody has to see to it.
    readonly property bool warning: kind === Sale.AdviceRefused || kind === Sale.UndoRefused
    // The card has paid, and the terminal could not take it: its holder needs the receipt.
    readonly property bool inVain: payment.failure === "card.paid_not_accepted"
    readonly property bool hasReceipt: payment.voucher.length > 0 || inVain
    readonly property bool cardIn: payment.stage === "remove_card"

    // For the ends that a failure need not come with.
    function ownHelp(): string {
        return kind === Sale.Abandoned
             ? qsTr("The card may have taken the amount from its balance; its holder's bank can look into that.")
             : kind === Sale.AdviceRefused
             ? qsTr("The card has taken the amount from its balance, but the bank did not book it. Ask the bank, with this receipt.")
             : kind === Sale.UndoRefused ? qsTr("The bank did not take the payment back. Give the money back as a refund.")
             : "";
    }

    title: heading.text
    spacing: tight ? 12 : 28

    onConfirmed: sale.leave()
    onEscaped: sale.leave()

    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: lit > 0
        lit: screen.kind === Sale.Declined || screen.warning ? 4 : screen.sale.lights
        tone: screen.kind === Sale.Declined ? "no" : screen.warning ? "maybe" : "ok"
    }
    Badge {
        small: screen.tight
        anchors.horizontalCenter: parent.horizontalCenter
        icon: screen.kind === Sale.Undone || screen.kind === Sale.Cancelled ? "undo"
            : screen.kind === Sale.Declined ? "cross" : "alert"
        tone: screen.kind === Sale.Undone || screen.kind === Sale.Cancelled || screen.kind === Sale.Abandoned ? "plain"
            : screen.warning ? "maybe" : "no"
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
            : screen.kind === Sale.Abandoned ? qsTr("Given up. Not counted as paid")
            : screen.kind === Sale.UndoRefused ? qsTr("Charged. The undo came too late")
            : screen.kind === Sale.AdviceRefused ? qsTr("Paid by the card, refused by the bank")
            : screen.payment.failure === "card.declined" || screen.payment.failure === "pin.blocked" ? qsTr("Declined by the card")
            : screen.inVain ? qsTr("Not accepted. The shop received nothing")
            : qsTr("Declined by the bank")
        // Once undone, the reason why it had to be is history.
        help: screen.kind === Sale.Undone ? qsTr("The bank has confirmed that the payment is cancelled.")
              : screen.payment.happened.length === 0 ? screen.ownHelp()
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
            visible: screen.hasReceipt
            text: qsTr("Receipt preview")
            key: "R"
            onClicked: screen.wantReceipt(screen.payment.id, false)
        }
    }

    Keys.onPressed: event => {
        if (event.key === Qt.Key_R && !event.isAutoRepeat && hasReceipt) {
            wantReceipt(payment.id, false);
            event.accepted = true;
        }
    }
}
