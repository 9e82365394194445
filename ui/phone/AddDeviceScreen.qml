pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Phone
import TapPay.Style

// A device is found, named, proved by its PIN and offered to the computer.
PhonePage {
    id: screen

    readonly property int at: phone.adding
    readonly property bool choosing: at === Phone.Choosing || at === Phone.Failed
    property int picked: -1

    function enter() {
        if (at === Phone.Added)
            closed();
        else if (choosing && picked >= 0 && pin.enough)
            phone.addDevice(picked, name.text, pin);
    }

    onEntered: enter()

    title: qsTr("Add a security device")
    gap: 16
    Component.onCompleted: phone.lookForDevices()
    Component.onDestruction: phone.stopAdding()

    PhonePin {
        id: pin
        // A name is typed with digits as well.
        window: screen.choosing && screen.picked >= 0 && !name.activeFocus ? screen.Window.window : null
    }
    Words {
        width: parent.width
        text: screen.at === Phone.Added ? qsTr("Offered to the computer") : screen.title
        size: 24
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
    }
    Words {
        width: parent.width
        visible: text.length > 0
        text: screen.at === Phone.LookingAround ? qsTr("Looking for devices: put a key or card into the reader, or turn a wireless device on.")
            : screen.at === Phone.Connecting ? qsTr("Connecting…")
            : screen.at === Phone.WaitingForDevice ? qsTr("The device signs. Touch it if it blinks.")
            : screen.at === Phone.Added ? qsTr("Open the list of devices at the computer, compare the digits of its key, and agree.")
            : screen.choosing && screen.phone.places.length === 0 && screen.phone.troubleHappened.length === 0 ? qsTr("No device was found. Put a key or card into the reader, or turn a wireless device on, and look again.") : ""
        size: 15
        color: screen.at === Phone.Connecting || screen.at === Phone.WaitingForDevice ? Theme.accent : Theme.ink2
        lineHeight: 1.15
    }
    Words {
        width: parent.width
        visible: screen.at === Phone.Added && screen.phone.devices.length > 0
        text: visible ? screen.phone.devices[screen.phone.devices.length - 1].key : ""
        size: 32
        font.weight: Font.Bold
        font.letterSpacing: 2
        Accessible.name: qsTr("Its key begins with %1").arg(text)
    }
    HintStrip {
        tone: "no"
        text: screen.at === Phone.Failed && !screen.phone.wrongPin && screen.phone.troubleHappened.length > 0
              ? qsTr("%1 %2").arg(qsTranslate("Failure", screen.phone.troubleHappened)).arg(qsTranslate("Failure", screen.phone.troubleRemedy)) : ""
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
        width: parent.width
        spacing: 10
        visible: screen.choosing && screen.picked < 0

        Repeater {
            model: screen.phone.places

            ActionButton {
                required property int index
                required property var modelData

                width: screen.room
                room: width - 30
                leftPadding: 14
                text: modelData.wireless ? qsTr("%1 · wireless").arg(modelData.name) : qsTr("%1 · reader").arg(modelData.name)
                onClicked: {
                    screen.picked = index;
                    name.text = modelData.wireless ? modelData.name : qsTr("My security key");
                }
            }
        }
    }
    Column {
        width: parent.width
        spacing: 16
        visible: screen.choosing && screen.picked >= 0

        Field {
            id: name
            width: parent.width
            label: qsTr("What it is called")
            maximumLength: 40
        }
        Words {
            width: parent.width
            text: qsTr("Its PIN")
            size: 13
            color: Theme.ink2
        }
        PinPad {
            pin: pin
            wrong: !screen.phone.wrongPin ? "" : screen.phone.triesLeft === 1 ? qsTr("Wrong PIN. Last try")
                 : screen.phone.triesLeft > 1 ? qsTr("Wrong PIN. %1 tries left").arg(screen.phone.triesLeft) : qsTr("Wrong PIN")
        }
    }

    actions: [
        Row {
            spacing: 12

            ActionButton {
                width: second.visible ? (screen.room - 12) / 2 : screen.room
                leftPadding: 12
                outline: "plain"
                text: screen.at === Phone.Added ? qsTr("Close") : screen.at === Phone.Connecting || screen.at === Phone.WaitingForDevice ? qsTr("Stop") : qsTr("Back")
                onClicked: {
                    if (screen.at === Phone.Connecting || screen.at === Phone.WaitingForDevice)
                        screen.phone.stopAdding();
                    else if (screen.choosing && screen.picked >= 0)
                        screen.picked = -1;
                    else
                        screen.closed();
                }
            }
            ActionButton {
                id: second
                width: (screen.room - 12) / 2
                leftPadding: 12
                visible: screen.choosing
                enabled: screen.picked < 0 || pin.enough && name.text.length > 0
                outline: "action"
                text: screen.picked < 0 ? qsTr("Look again") : qsTr("Add")
                onClicked: {
                    if (screen.picked < 0)
                        screen.phone.lookForDevices();
                    else
                        screen.enter();
                }
            }
        }
    ]
}
