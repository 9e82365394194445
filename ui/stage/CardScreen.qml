import QtQuick
import TapPay.Models
import TapPay.Style

// From "present card" to "remove card": the lights, the amount, and what to do with the card.
StageScreen {
    id: screen

    readonly property int remaining: sale.secondsLeft

    title: heading.text
    spacing: 34

    onEscaped: {
        if (sale.transaction.canCancel)
            sale.cancel();
    }

    ProblemStrip {
        sale: screen.sale
    }
    Lights {
        anchors.horizontalCenter: parent.horizontalCenter
        lit: screen.sale.transaction.lights
    }
    Amount {
        anchors.horizontalCenter: parent.horizontalCenter
        room: screen.room
        sign: screen.sale.transaction.sign
        figures: screen.sale.transaction.figures
    }
    Heading {
        id: heading
        text: screen.sale.screen === Sale.PresentCard ? qsTr("Insert card")
            : screen.sale.screen === Sale.RemoveCard ? qsTr("Remove card")
            : qsTr("Keep card still")
        help: screen.sale.screen === Sale.RemoveCard ? qsTr("The card has been read.")
            : screen.sale.screen === Sale.KeepCard ? qsTr("Leave it in until the screen says to remove it.")
            : screen.remaining >= 0 && screen.remaining <= 15
              ? qsTr("No card yet. This payment ends by itself in %1 s; nothing is charged.").arg(screen.remaining)
              : qsTr("Chip first. Leave it in until the screen says to remove it.")
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
