import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// How the payment of a web order ended, for the person who paid. Stays until someone acts.
StageScreen {
    id: screen

    readonly property transaction payment: sale.transaction
    readonly property int kind: sale.screen
    readonly property bool paid: kind === Sale.Approved || kind === Sale.PaidByCard
    readonly property bool hasReceipt: paid || payment.voucher.length > 0
    readonly property bool cardIn: payment.stage === "remove_card"
    readonly property bool byCard: payment.failure === "card.declined" || payment.failure === "pin.blocked"
    readonly property string address: payment.order.address

    function sentence(): string {
        switch (kind) {
        case Sale.Cancelled:
            return qsTr("You have not paid");
        case Sale.Declined:
            return payment.failure === "limit.exceeded" ? qsTr("Not within your limit") : byCard ? qsTr("Your card declined the payment") : qsTr("Your bank declined the payment");
        case Sale.Undone:
            return qsTr("Taken back. Nothing is charged");
        case Sale.Failed:
            return qsTr("Not paid. Nothing is charged");
        default:
            return qsTr("Paid");
        }
    }

    function reason(): string {
        if (paid)
            return payment.card.length > 0 ? payment.order.shop + " · " + payment.card : payment.order.shop;
        if (kind === Sale.Undone)
            return qsTr("The payment could not be finished, and your bank has confirmed that it is cancelled. You can pay again at the shop.");
        if (payment.happened.length === 0 || payment.failure === "cancelled")
            return qsTr("Nothing is charged. The shop keeps the order until its time is over.");
        return qsTr("%1 %2").arg(qsTranslate("Failure", payment.happened)).arg(qsTranslate("Failure", payment.remedy));
    }

    function wayBack(): string {
        if (!paid)
            return address.length > 0 ? qsTr("Back to the shop: its page is still open in the browser.") : "";
        return address.length > 0 ? qsTr("Go back to the page of %1 in the browser: it shows the payment by itself.").arg(address)
                                  : qsTr("The shop has been told. Its page shows the payment when it is loaded again.");
    }

    title: heading.text
    spacing: tight ? 12 : 24

    onConfirmed: sale.leave()
    onEscaped: sale.leave()

    Keys.onPressed: event => {
        if (event.key !== Qt.Key_R || event.isAutoRepeat || !hasReceipt)
            return;
        wantReceipt(payment.id, false);
        event.accepted = true;
    }

    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: lit > 0
        lit: screen.paid ? Math.max(screen.sale.lights, screen.cardIn ? 0 : 4)
           : screen.kind === Sale.Declined ? 4 : 0
        tone: screen.kind === Sale.Declined ? "no" : "ok"
    }
    Badge {
        small: screen.tight
        anchors.horizontalCenter: parent.horizontalCenter
        icon: screen.paid ? "check" : screen.kind === Sale.Declined ? "cross"
            : screen.kind === Sale.Failed ? "alert" : "undo"
        tone: screen.paid ? "ok" : screen.kind === Sale.Declined || screen.kind === Sale.Failed ? "no" : "plain"
    }
    Amount {
        anchors.horizontalCenter: parent.horizontalCenter
        size: screen.paid ? 76 : 64
        room: screen.room
        sign: screen.payment.sign
        figures: screen.payment.figures
        ink: screen.paid ? Theme.ink : Theme.ink2
    }
    Heading {
        id: heading
        text: screen.sentence()
        help: screen.reason()
    }
    Words {
        width: parent.width
        visible: screen.cardIn
        text: qsTr("Remove your card")
        size: 17
        color: Theme.accent
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
    }
    Words {
        width: Math.min(parent.width, 600 * Theme.scale)
        anchors.horizontalCenter: parent.horizontalCenter
        visible: text.length > 0
        text: screen.wayBack()
        size: 15
        color: screen.paid ? Theme.ink : Theme.ink2
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1.2
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }
    ActionRow {
        ActionButton {
            primary: true
            text: qsTr("Done")
            key: qsTr("Enter")
            onClicked: screen.confirmed()
        }
        ActionButton {
            visible: screen.hasReceipt
            text: qsTr("Receipt")
            key: "R"
            onClicked: screen.wantReceipt(screen.payment.id, false)
        }
    }
}
