import QtQuick
import TapPay.Style

// The state of a payment as colour and word.
Tag {
    property string money
    // Of a web order, in the words of the person who paid.
    property bool purchase: false

    tone: money === "approved" || money === "advice_pending" ? "ok"
        : money === "declined" || money === "failed" ? "no"
        : money === "unknown" || money === "capturing" || money === "undoing" || money === "card_in_doubt" || money === "advice_refused"
          || money === "undo_refused" ? "maybe" : "plain"
    text: money === "approved" ? purchase ? qsTr("Paid") : qsTr("Approved")
        : money === "capturing" ? qsTr("Telling the shop")
        : money === "advice_pending" ? qsTr("Paid by card")
        : money === "advice_refused" ? qsTr("Bank refused")
        : money === "undo_refused" ? qsTr("Not undone")
        : money === "card_in_doubt" ? qsTr("Card in doubt")
        : money === "abandoned" ? qsTr("Given up")
        : money === "declined" ? qsTr("Declined")
        : money === "failed" ? qsTr("Not paid")
        : money === "cancelled" ? qsTr("Cancelled")
        : money === "undone" ? qsTr("Undone")
        : money === "undoing" ? qsTr("Being cancelled")
        : money === "unknown" ? qsTr("Not known yet") : qsTr("Running")
}
