pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Phone
import TapPay.Style

// The phone meets a computer: by the camera, or by the text that stands under the code.
PhonePage {
    id: screen

    readonly property bool sending: phone.screen === Phone.Sending

    function enter() {
        phone.pair(text.text, name.text);
    }

    onEntered: enter()

    title: qsTr("Pair this phone")

    Icon {
        width: 40
        height: 40
        name: "phone"
        color: Theme.accent
    }
    Words {
        width: parent.width
        text: screen.title
        size: 26
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        text: scanner.available ? qsTr("Choose \"Pair a phone\" at the computer and hold the camera to the code that it shows.")
                                : qsTr("Choose \"Pair a phone\" at the computer and paste the text that stands under its code. This device has no camera.")
        size: 15
        color: Theme.ink2
        lineHeight: 1.15
    }
    HintStrip {
        tone: "maybe"
        text: screen.phone.pairingEnd === "refused" ? qsTr("The last pairing was refused at the computer.")
            : screen.phone.pairingEnd === "expired" ? qsTr("The last pairing took too long. Show a new code at the computer.") : ""
    }
    HintStrip {
        tone: "no"
        text: screen.phone.happened.length === 0 ? ""
            : screen.phone.noInvitation ? qsTr("That is no pairing code.")
            : qsTr("%1 %2").arg(qsTranslate("Failure", screen.phone.happened)).arg(qsTranslate("Failure", screen.phone.remedy))
    }
    Field {
        id: name
        width: parent.width
        label: qsTr("What this phone is called")
        maximumLength: 40
        text: qsTr("My phone")
        enabled: !screen.sending
    }
    CodeScanner {
        id: scanner
        width: parent.width
        height: available ? width * 0.75 : 0
        visible: available
        active: screen.visible && available && !screen.sending
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Camera")
        onFound: code => screen.phone.pair(code, name.text)
    }
    Field {
        id: text
        objectName: "invitation"
        width: parent.width
        visible: !scanner.available
        label: qsTr("Text of the code")
        placeholder: "tappay:pair?..."
        enabled: !screen.sending
        onAccepted: screen.enter()
    }

    actions: [
        Words {
            width: screen.room
            visible: screen.sending
            text: screen.phone.reachable ? qsTr("Answering the computer…") : qsTr("The payment service can't be reached, trying again")
            size: 15
            color: screen.phone.reachable ? Theme.accent : Theme.maybe
            font.weight: Font.DemiBold
            horizontalAlignment: Text.AlignHCenter
        },
        ActionButton {
            width: screen.room
            visible: screen.sending
            text: qsTr("Stop")
            onClicked: screen.phone.stopPairing()
        },
        ActionButton {
            objectName: "pair"
            width: screen.room
            visible: !scanner.available && !screen.sending
            enabled: text.text.length > 0 && name.text.length > 0
            primary: true
            text: qsTr("Pair")
            onClicked: screen.enter()
        }
    ]
}
