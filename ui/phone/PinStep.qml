pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Phone
import TapPay.Style

// Which device, and its PIN. What is paid stays in view.
PhonePage {
    id: screen

    readonly property var devices: phone.usable
    property int picked: 0

    function enter() {
        if (pin.enough && picked < devices.length)
            phone.confirm(devices[picked].id, pin);
    }

    function names(): list<string> {
        return devices.map(device => device.name);
    }

    onEntered: enter()

    title: qsTr("PIN of the security device")
    gap: 16

    PhonePin {
        id: pin
        window: screen.Window.window
    }
    PaymentHead {
        payment: screen.phone.current
        small: true
    }
    Words {
        width: parent.width
        text: screen.devices.length > 1 ? qsTr("Confirm with")
                                        : qsTr("PIN of %1").arg(screen.devices.length > 0 ? screen.devices[0].name : "")
        size: 20
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    ChoiceRow {
        width: parent.width
        visible: screen.devices.length > 1
        name: qsTr("Confirm with")
        options: screen.names()
        current: screen.picked
        onChosen: index => screen.picked = index
    }
    PinPad {
        pin: pin
        wrong: !screen.phone.wrongPin ? "" : screen.phone.triesLeft === 1 ? qsTr("Wrong PIN. Last try")
             : screen.phone.triesLeft > 1 ? qsTr("Wrong PIN. %1 tries left").arg(screen.phone.triesLeft) : qsTr("Wrong PIN")
    }

    actions: [
        Row {
            spacing: 12

            ActionButton {
                width: (screen.room - 12) / 2
                leftPadding: 12
                outline: "plain"
                text: qsTr("Back")
                onClicked: screen.closed()
            }
            ActionButton {
                objectName: "pinOk"
                width: (screen.room - 12) / 2
                leftPadding: 12
                enabled: pin.enough
                outline: "action"
                text: qsTr("Continue")
                onClicked: screen.enter()
            }
        }
    ]
}
