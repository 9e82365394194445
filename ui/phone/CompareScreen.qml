import QtQuick
import TapPay.Phone
import TapPay.Style

// The same six digits stand on both screens, and the person accepts at the computer.
PhonePage {
    id: screen

    title: qsTr("Compare the digits")

    Item {
        width: 1
        height: 24
    }
    Words {
        width: parent.width
        text: screen.title
        size: 26
        font.weight: Font.DemiBold
        horizontalAlignment: Text.AlignHCenter
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        text: screen.phone.pairingCode
        size: 52
        font.weight: Font.Bold
        font.letterSpacing: 2
        horizontalAlignment: Text.AlignHCenter
        Accessible.name: qsTr("Digits: %1").arg(text)
    }
    Words {
        width: parent.width
        text: qsTr("Does the computer show the same? Then accept there. If not, somebody stands between: stop.")
        size: 16
        color: Theme.ink2
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1.2
    }
    HintStrip {
        tone: "maybe"
        text: screen.phone.reachable ? "" : qsTr("The payment service can't be reached, trying again")
    }

    actions: [
        ActionButton {
            width: screen.room
            text: qsTr("They differ: stop")
            onClicked: screen.phone.stopPairing()
        }
    ]
}
