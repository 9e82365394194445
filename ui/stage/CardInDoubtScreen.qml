import QtQuick
import TapPay.Models
import TapPay.Style

// The card left at the moment it may have paid from its own balance. Only the same card can tell.
StageScreen {
    id: screen

    readonly property transaction payment: sale.transaction

    title: heading.text
    spacing: tight ? 11 : 26

    onConfirmed: {
        if (payment.canResume)
            sale.resume();
        else
            wantGiveUp();
    }
    onEscaped: sale.leave()

    Keys.onPressed: event => {
        if (event.key === Qt.Key_L && !event.isAutoRepeat) {
            wantGiveUp();
            event.accepted = true;
        }
    }

    ProblemStrip {
        sale: screen.sale
    }
    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        lit: Math.max(1, screen.sale.lights)
        tone: "maybe"
    }
    Badge {
        small: screen.tight
        anchors.horizontalCenter: parent.horizontalCenter
        icon: "question"
        tone: "maybe"
    }
    Amount {
        anchors.horizontalCenter: parent.horizontalCenter
        size: 76
        room: screen.room
        sign: screen.payment.sign
        figures: screen.payment.figures
    }
    Column {
        width: parent.width
        spacing: 10

        Heading {
            id: heading
            text: qsTr("Not known whether the card has paid")
        }
        Words {
            width: parent.width
            text: screen.payment.purchase ? qsTr("Do not pay again.") : qsTr("Do not charge again.")
            size: 17
            color: Theme.maybe
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
        }
        Words {
            width: Math.min(parent.width, 600 * Theme.scale)
            anchors.horizontalCenter: parent.horizontalCenter
            text: !screen.payment.canResume
                  ? qsTr("The card moved at the last moment, and this computer was started anew since: the card can't be asked any more.")
                  : qsTr("The card moved at the last moment. Tapped again, it tells whether it has paid; it does not pay twice.")
            size: 17
            color: Theme.ink2
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1.2
        }
    }
    ActionRow {
        ActionButton {
            primary: true
            visible: screen.payment.canResume
            text: qsTr("Tap the same card again")
            key: qsTr("Enter")
            onClicked: screen.confirmed()
        }
        ActionButton {
            text: screen.payment.canResume && !screen.payment.purchase ? qsTr("Customer has left") : qsTr("Give the payment up")
            key: "L"
            onClicked: screen.wantGiveUp()
        }
        ActionButton {
            text: qsTr("Decide later")
            key: qsTr("Esc")
            onClicked: screen.escaped()
        }
    }
}
