import QtQuick
import TapPay.Models
import TapPay.Style

// What is on a card, by a tap: read and shown, kept nowhere.
Panel {
    id: panel

    required property TestTap look

    visible: look.state !== TestTap.Idle
    implicitHeight: column.implicitHeight + 48
    Accessible.role: Accessible.Grouping
    Accessible.name: heading.text

    Column {
        id: column
        x: 24
        y: 24
        width: parent.width - 48
        spacing: 12

        Words {
            id: heading
            width: parent.width
            text: panel.look.state === TestTap.Read ? qsTr("What is on this card")
                : panel.look.state === TestTap.Failed ? qsTr("No card was read")
                : qsTr("Tap or insert the card to look at")
            size: 17
            font.weight: Font.DemiBold
        }
        Words {
            width: parent.width
            text: panel.look.state === TestTap.Failed
                  ? qsTr("%1 %2").arg(qsTranslate("Failure", panel.look.happened)).arg(qsTranslate("Failure", panel.look.remedy))
                  : qsTr("It is only read: nothing is charged and nothing is kept.")
            size: 14
            color: panel.look.state === TestTap.Failed ? Theme.no : Theme.ink2
            lineHeight: 1.2
        }
        FactRow {
            visible: panel.look.state === TestTap.Read && value.length > 0
            name: qsTr("Card")
            value: panel.look.label
        }
        FactRow {
            visible: panel.look.state === TestTap.Read && value.length > 0
            name: qsTr("Number")
            value: panel.look.pan
        }
        FactRow {
            visible: panel.look.state === TestTap.Read && value.length > 0
            name: qsTr("Expires")
            value: panel.look.expiry
        }
        FactRow {
            visible: panel.look.state === TestTap.Read && value.length > 0
            name: qsTr("Applications")
            value: panel.look.applications
        }
        Flow {
            width: parent.width
            spacing: 10

            ActionButton {
                compact: true
                visible: panel.look.state !== TestTap.Waiting
                text: panel.look.state === TestTap.Read ? qsTr("Another card") : qsTr("Try again")
                onClicked: panel.look.start()
            }
            ActionButton {
                compact: true
                text: panel.look.state === TestTap.Waiting ? qsTr("Cancel") : qsTr("Close")
                key: qsTr("Esc")
                onClicked: panel.look.end()
            }
        }
    }
}
