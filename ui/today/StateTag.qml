import QtQuick
import TapPay.Style

// The state of a payment as colour and word.
Tag {
    property string money

    tone: money === "approved" ? "ok"
        : money === "declined" || money === "failed" ? "no"
        : money === "unknown" || money === "undoing" ? "maybe" : "plain"
    text: money === "approved" ? qsTr("Approved")
        : money === "declined" ? qsTr("Declined")
        : money === "failed" ? qsTr("Not paid")
        : money === "cancelled" ? qsTr("Cancelled")
        : money === "undone" ? qsTr("Undone")
        : money === "undoing" ? qsTr("Being cancelled")
        : money === "unknown" ? qsTr("Not known yet") : qsTr("Running")
}
