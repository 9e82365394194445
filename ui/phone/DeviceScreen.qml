import QtQuick
import TapPay.Phone
import TapPay.Style

// What goes on with the device, step by step.
PhonePage {
    id: screen

    readonly property int at: phone.screen

    function phase(step: int): int {
        return at > step ? Step.Done : at === step ? Step.Now : Step.Next;
    }

    title: qsTr("Confirm with the security device")

    PaymentHead {
        payment: screen.phone.current
        small: true
    }
    Words {
        width: parent.width
        text: screen.at === Phone.Looking ? qsTr("Hold %1 to the phone").arg(screen.phone.device)
            : screen.at === Phone.Waiting ? qsTr("Confirm on %1").arg(screen.phone.device)
            : screen.at === Phone.Telling ? qsTr("Telling the payment service") : qsTr("Signed. The payment is under way")
        size: 24
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        visible: text.length > 0
        text: screen.at === Phone.Looking ? qsTr("Or put it into the reader, or turn it on.")
            : screen.at === Phone.Waiting ? qsTr("If it has a display, compare amount and payee there, then press its button.") : ""
        size: 15
        color: Theme.ink2
    }
    Column {
        width: parent.width
        spacing: 8
        visible: screen.phone.deviceCode.length > 0

        Words {
            width: parent.width
            text: qsTr("The device must show the same digits:")
            size: 14
            color: Theme.ink2
        }
        Words {
            text: screen.phone.deviceCode
            size: 32
            font.weight: Font.Bold
            font.letterSpacing: 2
        }
        Row {
            spacing: 12

            ActionButton {
                width: (screen.room - 12) / 2
                leftPadding: 12
                compact: true
                outline: "plain"
                text: qsTr("Different")
                onClicked: screen.phone.compared(false)
            }
            ActionButton {
                width: (screen.room - 12) / 2
                leftPadding: 12
                compact: true
                outline: "action"
                text: qsTr("The same")
                onClicked: screen.phone.compared(true)
            }
        }
    }
    Column {
        spacing: 16
        topPadding: 8

        Step {
            room: screen.room
            phase: screen.phase(Phone.Looking)
            text: qsTr("Finding the security device")
        }
        Step {
            room: screen.room
            phase: screen.phase(Phone.Waiting)
            text: qsTr("Signature of the device")
        }
        Step {
            room: screen.room
            phase: screen.phase(Phone.Telling)
            text: qsTr("Check by the payment service")
        }
        Step {
            room: screen.room
            phase: screen.phase(Phone.Signed)
            text: qsTr("Payment")
        }
    }
    HintStrip {
        tone: "maybe"
        text: screen.at === Phone.Telling && !screen.phone.reachable
              ? qsTr("The payment service can't be reached. It is told as soon as it can; no device is asked again.") : ""
    }

    actions: [
        ActionButton {
            width: screen.room
            visible: screen.at === Phone.Looking || screen.at === Phone.Waiting
            text: qsTr("Stop")
            onClicked: screen.phone.stopDevice()
        }
    ]
}
