import QtQuick
import TapPay.Models
import TapPay.Style

// What is confirmed, as it was read from what the device signs: amount, who gets it, what for, from
// where. The amount is the largest thing.
Column {
    id: facts

    required property confirmation it
    property real room: 600
    property real size: 88
    property color ink: Theme.ink

    visible: it.requested
    width: parent ? parent.width : implicitWidth
    spacing: 4

    Amount {
        anchors.horizontalCenter: parent.horizontalCenter
        size: facts.size
        room: facts.room
        sign: facts.it.sign
        figures: facts.it.figures
        ink: facts.ink
    }
    Words {
        width: parent.width
        //: Who gets the money
        text: facts.it.payeeAccount.length > 0 ? qsTr("To %1 · account %2").arg(facts.it.payee).arg(facts.it.payeeAccount)
                                               : qsTr("To %1").arg(facts.it.payee)
        size: 17
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }
    Words {
        width: parent.width
        text: facts.it.wish === "transfer" ? qsTr("%1 · from %2").arg(facts.it.order).arg(facts.it.payer)
            : facts.it.wish === "refund" ? qsTr("For order %1 · from %2").arg(facts.it.order).arg(facts.it.payer)
            : qsTr("Order %1 · from card %2").arg(facts.it.order).arg(facts.it.payer)
        size: 14
        color: Theme.ink2
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }
    Item {
        width: parent.width
        visible: facts.it.mixedScripts
        implicitHeight: warning.implicitHeight + 8

        Rectangle {
            id: warning
            y: 8
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, 620 * Theme.scale)
            implicitHeight: row.implicitHeight + 20
            radius: 12
            color: Theme.maybeSoft
            border.width: Theme.highContrast ? 2 : 0
            border.color: Theme.maybe
            Accessible.role: Accessible.AlertMessage
            Accessible.name: words.text

            Row {
                id: row
                x: 14
                y: 10
                width: parent.width - 28
                spacing: 10

                Icon {
                    width: 20
                    height: 20
                    name: "alert"
                    color: Theme.maybe
                }
                Words {
                    id: words
                    width: parent.width - 30
                    text: qsTr("Letters of different alphabets are mixed in these names, so that one may look like another name. Go by the account, and ask whoever gave it to you.")
                    size: 14
                    color: Theme.maybe
                    font.weight: Font.DemiBold
                    Accessible.ignored: true
                }
            }
        }
    }
}
