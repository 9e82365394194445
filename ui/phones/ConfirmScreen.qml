pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// Something is confirmed on the phone: what, the code that both screens show, and how far it is.
// Then how it ended, until someone acts.
StageScreen {
    id: screen

    readonly property Confirmations confirmations: till.confirmations
    readonly property confirmation it: confirmations.current
    readonly property bool live: !it.ended
    // Its order waits for consent beneath: the card in the reader is still another way.
    readonly property bool overOrder: confirmations.orderId.length > 0 && sale.screen === Sale.Consent
                                      && sale.transaction.order.id === confirmations.orderId
    // What has become of it can't be known at the moment.
    readonly property bool unknown: live && (!it.reachable || !till.session.connected)

    function advance() {
        if (!live)
            confirmations.leave();
    }

    title: live ? qsTr("Confirm on your phone") : words.sentence
    spacing: tight ? 10 : 20

    onConfirmed: advance()
    onEscaped: {
        if (live)
            confirmations.withdraw();
        else
            confirmations.leave();
    }
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Down)
            screen.scroll(60);
        else if (event.key === Qt.Key_Up)
            screen.scroll(-60);
        else if (event.key === Qt.Key_L && !event.isAutoRepeat && leave.visible)
            confirmations.leave();
        else
            return;
        event.accepted = true;
    }

    ConfirmWords {
        id: words
        it: screen.it
    }
    ProblemPanel {
        happened: screen.live ? screen.confirmations.happened : ""
        remedy: screen.confirmations.remedy
        onUnderstood: screen.confirmations.dismissProblem()
    }
    Words {
        width: parent.width
        visible: !screen.tight || !screen.it.requested
        text: words.title
        size: 15
        color: Theme.ink2
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
    }
    ConfirmEnd {
        visible: !screen.live
        it: screen.it
        words: words
        tight: screen.tight
        room: screen.room
    }
    ConfirmFacts {
        visible: screen.it.requested && screen.live
        it: screen.it
        room: screen.room
        size: screen.tight ? 64 : 88
    }
    Heading {
        visible: screen.live
        size: 26
        text: screen.title
        help: screen.it.code.length > 0 ? qsTr("Check that both screens show the same code.")
                                        : qsTr("The code to compare comes in a moment.")
    }
    CodeDigits {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: screen.live && code.length > 0
        code: screen.it.code
        size: screen.tight ? 32 : 44
    }
    Words {
        width: Math.min(parent.width, 620 * Theme.scale)
        anchors.horizontalCenter: parent.horizontalCenter
        visible: screen.unknown
        text: screen.till.session.connected
              ? qsTr("Not known yet: the payment service can't be reached, and is asked again by itself. Below is what was known last. Don't pay in another way before it is known.")
              : qsTr("Not known yet: Tap & Pay's payment service (tappayd) does not answer. Below is what was known last. Don't pay in another way before it is known.")
        color: Theme.maybe
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    ConfirmSteps {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: screen.live
        it: screen.it
        room: screen.room
        brief: screen.tight && screen.unknown
        spacing: screen.tight ? 8 : 16
    }
    Words {
        width: parent.width
        visible: text.length > 0
        text: !screen.live || screen.it.paying || screen.confirmations.secondsLeft < 0 ? ""
            : screen.confirmations.secondsLeft === 0 ? qsTr("The time to confirm is over. How it ended is being asked for.")
            : screen.confirmations.secondsLeft > 30 ? screen.tight ? "" : qsTr("It can be confirmed until %1.").arg(when.time(screen.it.expires))
            : qsTr("It can be confirmed for another %1 s.").arg(screen.confirmations.secondsLeft)
        size: 14
        color: screen.confirmations.secondsLeft <= 30 ? Theme.maybe : Theme.ink2
        font.weight: screen.confirmations.secondsLeft <= 30 ? Font.DemiBold : Font.Normal
        horizontalAlignment: Text.AlignHCenter
    }
    When {
        id: when
    }
    ActionRow {
        ActionButton {
            visible: screen.live
            enabled: !screen.it.paying && !screen.confirmations.withdrawing
            text: screen.it.paying ? qsTr("Can't be withdrawn any more")
                : screen.confirmations.withdrawing ? qsTr("Withdrawing…") : qsTr("Withdraw")
            key: enabled ? qsTr("Esc") : ""
            onClicked: screen.confirmations.withdraw()
        }
        ActionButton {
            id: leave
            visible: screen.live && !screen.overOrder
            text: qsTr("Leave – I'll be told")
            key: "L"
            onClicked: screen.confirmations.leave()
        }
        ActionButton {
            visible: !screen.live
            primary: true
            text: screen.overOrder ? qsTr("Back to the order") : qsTr("Done")
            key: qsTr("Enter")
            onClicked: screen.advance()
        }
    }
}
