import QtQuick
import TapPay.Phones
import TapPay.Style

// The code to scan, how long it is good, and the same as text for who has no camera.
Column {
    id: code

    required property string invitation
    property int secondsLeft: -1
    property real room: 600
    property bool asText: false
    readonly property bool over: secondsLeft === 0
    readonly property real side: Math.min(320 * (1 + (Theme.scale - 1) * 0.3), room)

    spacing: 14
    onInvitationChanged: asText = false

    QrPicture {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: !code.over
        width: Math.round(code.side)
        height: width
        text: code.invitation
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("QR code for the phone's camera")
    }
    Words {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(code.room, 560 * Theme.scale)
        visible: code.secondsLeft >= 0
        text: code.over ? qsTr("The time of this code is over.")
            : code.secondsLeft >= 60 ? qsTr("Good for another %1 min %2 s").arg(Math.floor(code.secondsLeft / 60)).arg(code.secondsLeft % 60)
            : qsTr("Good for another %1 s").arg(code.secondsLeft)
        size: 14
        color: code.secondsLeft < 60 ? Theme.maybe : Theme.ink2
        font.weight: code.secondsLeft < 60 ? Font.DemiBold : Font.Normal
        horizontalAlignment: Text.AlignHCenter
    }
    ActionButton {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: !code.over && !code.asText
        compact: true
        text: qsTr("No camera? Show it as text")
        onClicked: code.asText = true
    }
    TextEdit {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(code.room, 560 * Theme.scale)
        visible: code.asText && !code.over
        text: code.invitation
        readOnly: true
        selectByMouse: true
        selectByKeyboard: true
        activeFocusOnTab: true
        color: Theme.ink
        selectionColor: Theme.accent
        selectedTextColor: Theme.onAccent
        font.family: Theme.monospace
        font.pixelSize: Math.round(13 * Theme.scale)
        wrapMode: TextEdit.WrapAnywhere
        Accessible.role: Accessible.EditableText
        Accessible.name: qsTr("The code as text")

        FocusRing {
            control: parent as Item
        }
    }
}
