import QtQuick
import TapPay.Models
import TapPay.Style

// A payment that was left open has its result. It stays until someone acts.
Panel {
    id: strip

    required property Sale sale
    readonly property string outcome: sale.news.state

    signal opened(id: string)

    function ofPurchase(): string {
        const shop = sale.news.order.shop;
        return outcome === "approved" ? qsTr("%1 to %2 is paid.").arg(sale.news.money).arg(shop)
             : outcome === "declined" ? qsTr("%1 to %2 was declined. Nothing is charged.").arg(sale.news.money).arg(shop)
             : outcome === "advice_refused" || outcome === "undo_refused"
               ? qsTr("%1 to %2 may have been charged without reaching the shop. Ask your bank.").arg(sale.news.money).arg(shop)
             : qsTr("%1 to %2 was taken back. Nothing is charged.").arg(sale.news.money).arg(shop);
    }

    visible: sale.news.valid
    implicitHeight: row.implicitHeight + 20
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    Row {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12

        Spot {
            anchors.verticalCenter: parent.verticalCenter
            tone: strip.outcome === "approved" ? "ok" : strip.outcome === "advice_refused" || strip.outcome === "undo_refused" ? "maybe" : "no"
        }
        Words {
            id: words
            width: parent.width - 44 - open.width - close.width
            anchors.verticalCenter: parent.verticalCenter
            size: 14
            text: strip.sale.news.purchase ? strip.ofPurchase()
                : strip.outcome === "approved"
                  ? qsTr("The payment of %1 at %2 is approved.").arg(strip.sale.news.money).arg(strip.sale.news.time)
                  : strip.outcome === "advice_refused"
                    ? qsTr("The card paid %1 at %2, but the bank refused it. Ask the bank.").arg(strip.sale.news.money).arg(strip.sale.news.time)
                  : strip.outcome === "undo_refused"
                    ? qsTr("The payment of %1 at %2 stays charged: the undo came too late. Refund it.").arg(strip.sale.news.money).arg(strip.sale.news.time)
                  : strip.outcome === "abandoned"
                    ? qsTr("The payment of %1 at %2 was given up. It does not count as paid.").arg(strip.sale.news.money).arg(strip.sale.news.time)
                  : strip.sale.news.failure === "card.paid_not_accepted"
                    ? qsTr("The payment of %1 at %2 was not accepted, and the card's own balance may be lower. Give the receipt.").arg(strip.sale.news.money).arg(strip.sale.news.time)
                  : strip.outcome === "declined"
                    ? qsTr("The payment of %1 at %2 was declined. Nothing was charged.").arg(strip.sale.news.money).arg(strip.sale.news.time)
                    : qsTr("The payment of %1 at %2 is cancelled. Nothing was charged.").arg(strip.sale.news.money).arg(strip.sale.news.time)
            Accessible.ignored: true
        }
        ActionButton {
            id: open
            anchors.verticalCenter: parent.verticalCenter
            compact: true
            text: qsTr("Show")
            onClicked: {
                strip.opened(strip.sale.news.id);
                strip.sale.dismissNews();
            }
        }
        ActionButton {
            id: close
            anchors.verticalCenter: parent.verticalCenter
            compact: true
            text: qsTr("Understood")
            onClicked: strip.sale.dismissNews()
        }
    }
}
