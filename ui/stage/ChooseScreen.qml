pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// The card holds more than one account: the cardholder chooses, by a digit or by touch.
StageScreen {
    id: screen

    readonly property transaction payment: sale.transaction
    readonly property bool single: payment.applications.length === 1

    function advice(): string {
        const left = sale.secondsLeft >= 0 && sale.secondsLeft <= 15
                     ? qsTr("%1 s left").arg(sale.secondsLeft) : "";
        const why = payment.applicationRefused
                    ? single ? qsTr("The card does not accept the other one. This one is left.")
                             : qsTr("The card does not accept that one. Choose another one.")
                    : single ? qsTr("The card wants this to be confirmed.")
                             : qsTr("This card has more than one account.");
        return left.length > 0 ? why + " · " + left : why;
    }

    title: single ? qsTr("Pay with this account?") : qsTr("Choose how to pay")
    spacing: 24

    onConfirmed: {
        if (single)
            sale.chooseApplication(0);
    }

    onEscaped: {
        if (payment.canCancel)
            sale.cancel();
    }

    Keys.onPressed: event => {
        const index = event.key - Qt.Key_1;
        if (index >= 0 && index < payment.applications.length && !event.isAutoRepeat) {
            sale.chooseApplication(index);
            event.accepted = true;
        }
    }

    PayeeLine {
        payment: screen.payment
    }
    Amount {
        anchors.horizontalCenter: parent.horizontalCenter
        size: 64
        room: screen.room
        sign: screen.payment.sign
        figures: screen.payment.figures
    }
    Heading {
        size: 26
        text: screen.title
        help: screen.advice()
        helpInk: screen.payment.applicationRefused ? Theme.no : Theme.ink2
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(screen.room, 380 * Theme.scale)
        spacing: 12

        Repeater {
            model: screen.payment.applications

            ActionButton {
                required property int index
                required property string modelData

                width: parent ? parent.width : implicitWidth
                text: modelData
                primary: screen.single
                key: screen.single ? qsTr("Enter") : String(index + 1)
                onClicked: screen.sale.chooseApplication(index)
            }
        }
    }
    ActionRow {
        visible: screen.payment.canCancel

        ActionButton {
            text: qsTr("Cancel")
            key: qsTr("Esc")
            onClicked: screen.escaped()
        }
    }
}
