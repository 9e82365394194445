import QtQuick
import TapPay.Models
import TapPay.Style

// A confirmation that is not on the stage: one that was left has ended, or one still goes on.
Panel {
    id: strip

    required property Confirmations confirmations
    readonly property bool told: confirmations.news.valid
    readonly property confirmation it: told ? confirmations.news : confirmations.waiting

    visible: it.valid
    implicitHeight: row.implicitHeight + 20
    Accessible.role: Accessible.AlertMessage
    Accessible.name: line.text

    ConfirmWords {
        id: words
        it: strip.it
    }
    Row {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12

        Spot {
            anchors.verticalCenter: parent.verticalCenter
            tone: words.tone
        }
        Words {
            id: line
            width: parent.width - 32 - open.width - (close.visible ? close.width + 12 : 0)
            anchors.verticalCenter: parent.verticalCenter
            size: 14
            text: strip.told && strip.it.requested ? qsTr("%1 to %2: %3").arg(strip.it.money).arg(strip.it.payee).arg(words.sentence)
                : strip.told ? words.sentence
                : strip.it.requested ? qsTr("%1 to %2 waits to be confirmed on the phone.").arg(strip.it.money).arg(strip.it.payee)
                : qsTr("A request is on its way to the phone.")
            Accessible.ignored: true
        }
        ActionButton {
            id: open
            anchors.verticalCenter: parent.verticalCenter
            compact: true
            text: qsTr("Show")
            onClicked: strip.confirmations.show(strip.it.id)
        }
        ActionButton {
            id: close
            anchors.verticalCenter: parent.verticalCenter
            visible: strip.told
            compact: true
            text: qsTr("Understood")
            onClicked: strip.confirmations.dismissNews()
        }
    }
}
