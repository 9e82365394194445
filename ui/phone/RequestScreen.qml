pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Phone
import TapPay.Style

// The person decides: amount and payee largest, the code that the computer shows as well, and two
// answers of the same weight.
PhonePage {
    id: screen

    readonly property phoneConfirmation payment: phone.current
    readonly property bool hasDevice: phone.usable.length > 0
    readonly property real answer: (room - 12) / 2
    property int remaining: 0

    function count() {
        remaining = Math.max(0, Math.round((payment.expires.getTime() - Date.now()) / 1000));
    }

    title: payment.kind === "refund" ? qsTr("Confirm refund")
         : payment.kind === "transfer" ? qsTr("Confirm transfer") : qsTr("Confirm payment")
    gap: 18
    Component.onCompleted: count()
    onPaymentChanged: count()

    Timer {
        interval: 1000
        repeat: true
        running: screen.visible
        onTriggered: screen.count()
    }
    Words {
        width: parent.width
        text: screen.title
        size: 15
        color: Theme.ink2
        Accessible.role: Accessible.Heading
    }
    PaymentHead {
        payment: screen.payment
    }
    Column {
        width: parent.width
        spacing: 4

        Words {
            text: qsTr("Code on the PC")
            size: 13
            color: Theme.ink2
        }
        Words {
            text: screen.payment.code
            size: 32
            font.weight: Font.Bold
            font.letterSpacing: 2
            Accessible.name: qsTr("Code on the PC: %1").arg(text)
        }
    }
    Column {
        width: parent.width
        spacing: 8

        FactRow {
            name: qsTr("From")
            value: screen.payment.payer
        }
        FactRow {
            name: screen.payment.kind === "transfer" ? qsTr("Purpose") : qsTr("Reference")
            value: screen.payment.order
        }
        FactRow {
            name: qsTr("Time left")
            value: screen.remaining > 0 ? qsTr("%1 s").arg(screen.remaining) : qsTr("over")
        }
    }

    actions: [
        HintStrip {
            tone: !screen.hasDevice || screen.phone.troubleHappened.length > 0 || screen.payment.deviceAsked || screen.payment.mixed ? "maybe" : "action"
            text: screen.phone.troubleHappened.length > 0 && !screen.phone.wrongPin
                  ? qsTr("%1 %2").arg(qsTranslate("Failure", screen.phone.troubleHappened)).arg(qsTranslate("Failure", screen.phone.troubleRemedy))
                : !screen.hasDevice ? qsTr("To confirm, add a security device first.")
                : screen.payment.deviceAsked ? qsTr("The security device was asked before and its answer was lost. Confirm asks it once more.")
                : screen.payment.mixed ? qsTr("The name mixes letters of several alphabets that look alike. Make sure that it is who you mean to pay.")
                : qsTr("Check that both screens show the same code.")
        },
        Row {
            spacing: 12

            ActionButton {
                objectName: "refuse"
                width: screen.answer
                room: screen.answer - 24
                leftPadding: 12
                outline: "plain"
                text: qsTr("Refuse")
                onClicked: screen.phone.refuse(false)
            }
            ActionButton {
                objectName: "confirm"
                width: screen.answer
                room: screen.answer - 24
                leftPadding: 12
                outline: "action"
                text: screen.hasDevice ? qsTr("Confirm") : qsTr("Add device")
                onClicked: {
                    if (screen.hasDevice)
                        screen.confirmed();
                    else
                        screen.wantDevices();
                }
            }
        },
        ActionButton {
            objectName: "wrong"
            width: parent.width
            compact: true
            text: qsTr("Something is wrong")
            onClicked: screen.wantTrouble()
        }
    ]
}
