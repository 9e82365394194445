import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// Six digits that both screens have to show, and two answers that weigh the same. Neither has a key
// that a person at the counter presses without looking.
Column {
    id: part

    required property Phones phones
    property bool live: true
    property real room: 600
    readonly property real answer: Math.max(yes.implicitWidth, no.implicitWidth)

    width: room
    spacing: 22

    CodeDigits {
        anchors.horizontalCenter: parent.horizontalCenter
        code: part.phones.pairing.code
        size: 64
    }
    ActionRow {
        visible: part.live

        ActionButton {
            id: no
            width: part.answer
            enabled: !part.phones.asking
            outline: "plain"
            text: qsTr("No, refuse")
            key: qsTr("Esc")
            onClicked: part.phones.refuse()
        }
        ActionButton {
            id: yes
            width: part.answer
            enabled: !part.phones.asking
            outline: "action"
            text: qsTr("Yes, the same: accept")
            onClicked: part.phones.accept()
        }
    }
}
