import QtQuick
import TapPay.Models
import TapPay.Style

// Paid: the journal says so, by the bank's word or from the card's own balance, which is never called
// approved. Stays until someone acts.
StageScreen {
    id: screen

    readonly property transaction payment: sale.transaction
    readonly property bool cardIn: payment.stage === "remove_card"

    readonly property bool byCard: sale.screen === Sale.PaidByCard
    readonly property bool bankToTell: payment.state === "advice_pending"

    title: !byCard ? qsTr("Approved")
         : payment.balance.length > 0 ? qsTr("Paid from card balance") : qsTr("Paid by the card")
    spacing: tight ? 12 : 28

    onConfirmed: sale.leave()
    onEscaped: sale.leave()

    Keys.onPressed: event => {
        if (event.isAutoRepeat)
            return;
        if (event.key === Qt.Key_P) {
            wantReceipt(payment.id, true);
        } else if (event.key === Qt.Key_R) {
            wantReceipt(payment.id, false);
        } else {
            return;
        }
        event.accepted = true;
    }

    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        lit: Math.max(screen.sale.lights, screen.cardIn ? 0 : 4)
    }
    Badge {
        small: screen.tight
        anchors.horizontalCenter: parent.horizontalCenter
        icon: "check"
        tone: "ok"
    }
    Amount {
        anchors.horizontalCenter: parent.horizontalCenter
        size: 76
        room: screen.room
        sign: screen.payment.sign
        figures: screen.payment.figures
    }
    Heading {
        text: screen.title
        help: screen.payment.cardLabel.length > 0 ? screen.payment.card + " · " + screen.payment.cardLabel
                                                : screen.payment.card
    }
    Words {
        width: parent.width
        visible: screen.payment.balance.length > 0
        text: qsTr("Balance left on the card: %1").arg(screen.payment.balance)
        size: 20
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
    }
    Words {
        width: parent.width
        visible: screen.byCard
        text: screen.bankToTell ? qsTr("The bank will be told automatically. Nothing is left to do.")
                                : qsTr("The bank has been told.")
        size: 15
        color: Theme.ink2
        horizontalAlignment: Text.AlignHCenter
    }
    Words {
        width: parent.width
        visible: screen.payment.authCode.length > 0
        text: qsTr("Authorisation code %1 · voucher %2").arg(screen.payment.authCode).arg(screen.payment.voucher)
        size: 15
        color: Theme.ink2
        horizontalAlignment: Text.AlignHCenter
    }
    Words {
        width: parent.width
        visible: screen.payment.signatureNeeded || screen.cardIn
        text: screen.cardIn ? qsTr("Remove card") : qsTr("The cardholder signs the receipt.")
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
            text: qsTr("Print receipt")
            key: "P"
            onClicked: screen.wantReceipt(screen.payment.id, true)
        }
        ActionButton {
            text: qsTr("Receipt preview")
            key: "R"
            onClicked: screen.wantReceipt(screen.payment.id, false)
        }
    }
}
