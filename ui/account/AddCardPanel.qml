import QtQuick
import TapPay.Models
import TapPay.Style

// A card is being added: what to do with it, and how far it is. Nothing is charged.
Panel {
    id: panel

    required property Cardholder account
    readonly property string stage: account.facts.stage
    readonly property bool reading: stage === "present_card" || stage === "keep_card"

    visible: account.facts.adding
    implicitHeight: column.implicitHeight + 56
    Accessible.role: Accessible.Grouping
    Accessible.name: heading.text

    Column {
        id: column
        anchors.centerIn: parent
        width: parent.width - 48
        spacing: 20

        Lights {
            anchors.horizontalCenter: parent.horizontalCenter
            lit: panel.stage === "present_card" ? 1 : panel.stage === "keep_card" ? 2 : 4
        }
        Words {
            id: heading
            width: parent.width
            text: panel.stage === "keep_card" ? qsTr("Keep the card still")
                : panel.stage === "card_read" ? qsTr("Card read. Remove your card")
                : panel.stage === "remove_card" ? qsTr("Remove your card")
                : panel.stage === "authorising" ? qsTr("Asking the card's bank…")
                : qsTr("Tap or insert the card to add")
            size: 20
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        Words {
            width: parent.width
            text: qsTr("Nothing is charged. The card proves itself, and its bank confirms it.")
            color: Theme.ink2
            horizontalAlignment: Text.AlignHCenter
            lineHeight: 1.2
        }
        Column {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: 12

            Step {
                phase: panel.reading ? Step.Now : Step.Done
                room: column.width
                text: qsTr("Card read")
            }
            Step {
                phase: panel.reading ? Step.Next : Step.Now
                room: column.width
                text: qsTr("Confirmed by its bank")
            }
        }
        ActionButton {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: panel.stage === "present_card"
            compact: true
            text: qsTr("Cancel")
            key: qsTr("Esc")
            onClicked: panel.account.cancel()
        }
    }
}
