import QtQuick
import TapPay.Models
import TapPay.Style

// From "present card" to "remove card": the lights, the amount, and what to do with the card.
StageScreen {
    id: screen

    readonly property int stage: sale.screen
    readonly property transaction payment: sale.transaction
    readonly property int remaining: sale.secondsLeft
    readonly property bool waiting: stage !== Sale.KeepCard && stage !== Sale.CardRead && stage !== Sale.RemoveCard
    // It may have paid already: nothing may be said about what is charged.
    readonly property bool doubt: payment.state === "card_in_doubt"
    // Something else than before is wanted: a picture of it stands above the amount.
    readonly property string sign: stage === Sale.TapAgain ? "tap"
                                 : stage === Sale.InsertCard ? "insert"
                                 : stage === Sale.SeePhone ? "phone"
                                 : stage === Sale.OneCardOnly ? "cards" : ""

    function sentence(): string {
        switch (stage) {
        case Sale.PresentCard:
            return payment.purchase && payment.acceptsTap && payment.acceptsInsert ? qsTr("Tap or insert your card")
                 : payment.acceptsTap && payment.acceptsInsert ? qsTr("Tap or insert card")
                 : payment.acceptsTap ? qsTr("Tap card") : qsTr("Insert card");
        case Sale.InsertCard:
            return qsTr("Insert card");
        case Sale.TapAgain:
            return qsTr("Card moved. Tap the same card again");
        case Sale.SeePhone:
            return qsTr("See phone");
        case Sale.OneCardOnly:
            return qsTr("One card only, please");
        case Sale.CardRead:
            return qsTr("Card read. Remove card");
        case Sale.RemoveCard:
            return qsTr("Remove card");
        default:
            return qsTr("Keep card still");
        }
    }

    function advice(): string {
        switch (stage) {
        case Sale.PresentCard:
            return payment.acceptsTap ? qsTr("Hold it to the reader until all four lights are on.")
                                      : qsTr("Chip first. Leave it in until the screen says to remove it.");
        case Sale.InsertCard:
            return qsTr("This payment needs the chip. Leave the card in until asked to remove it.");
        case Sale.TapAgain:
            return qsTr("Hold it still until all four lights are on. Nothing is charged twice.");
        case Sale.SeePhone:
            return qsTr("Confirm the payment on the phone, then hold it to the reader again.");
        case Sale.OneCardOnly:
            return qsTr("The reader sees several. Take one out of the wallet and hold it alone.");
        case Sale.CardRead:
            return "";
        case Sale.RemoveCard:
            return qsTr("The card has been read.");
        default:
            return payment.contactless ? qsTr("Hold it there until all four lights are on.")
                                       : qsTr("Leave it in until the screen says to remove it.");
        }
    }

    // What ends with the last seconds. After "tap again" comes another way to pay, or the question
    // what to do.
    function hurry(): string {
        return stage === Sale.TapAgain || doubt
               ? advice() + "\n" + qsTr("Still waiting for the same card: %1 s").arg(remaining)
               : qsTr("No card yet. This payment ends by itself in %1 s; nothing is charged.").arg(remaining);
    }

    title: heading.text
    spacing: tight ? 15 : 34

    onEscaped: {
        if (payment.canCancel)
            sale.cancel();
        else if (doubt)
            wantGiveUp();
    }

    Keys.onPressed: event => {
        if (event.key === Qt.Key_L && !event.isAutoRepeat && doubt && !payment.canCancel) {
            wantGiveUp();
            event.accepted = true;
        }
    }

    ProblemStrip {
        sale: screen.sale
    }
    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        lit: screen.sale.lights
    }
    Badge {
        small: screen.tight
        anchors.horizontalCenter: parent.horizontalCenter
        visible: screen.sign.length > 0
        icon: screen.sign
        tone: "action"
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
        text: screen.sentence()
        help: screen.waiting && screen.remaining >= 0 && screen.remaining <= 15 ? screen.hurry() : screen.advice()
    }
    ActionRow {
        visible: screen.payment.canCancel || screen.doubt

        ActionButton {
            visible: screen.payment.canCancel
            text: qsTr("Cancel")
            key: qsTr("Esc")
            onClicked: screen.escaped()
        }
        ActionButton {
            visible: screen.doubt && !screen.payment.canCancel
            text: screen.payment.purchase ? qsTr("Give the payment up") : qsTr("Customer has left")
            key: "L"
            onClicked: screen.wantGiveUp()
        }
    }
}
