pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// The card holds more than one account: the cardholder chooses, by a digit or by touch.
StageScreen {
    id: screen

    title: qsTr("Choose how to pay")
    spacing: 24

    onEscaped: {
        if (sale.transaction.canCancel)
            sale.cancel();
    }

    Keys.onPressed: event => {
        const index = event.key - Qt.Key_1;
        if (index >= 0 && index < sale.transaction.applications.length && !event.isAutoRepeat) {
            sale.chooseApplication(index);
            event.accepted = true;
        }
    }

    Amount {
        anchors.horizontalCenter: parent.horizontalCenter
        size: 64
        room: screen.room
        sign: screen.sale.transaction.sign
        figures: screen.sale.transaction.figures
    }
    Heading {
        size: 26
        text: screen.title
        help: qsTr("This card has more than one account.")
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(screen.room, 380 * Theme.scale)
        spacing: 12

        Repeater {
            model: screen.sale.transaction.applications

            ActionButton {
                required property int index
                required property string modelData

                width: parent ? parent.width : implicitWidth
                text: modelData
                key: String(index + 1)
                onClicked: screen.sale.chooseApplication(index)
            }
        }
    }
    ActionRow {
        visible: screen.sale.transaction.canCancel

        ActionButton {
            text: qsTr("Cancel")
            key: qsTr("Esc")
            onClicked: screen.escaped()
        }
    }
}
