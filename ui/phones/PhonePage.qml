pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Account
import TapPay.Models
import TapPay.Style

// The phones that confirm payments, their security devices, and what was confirmed last.
PageFrame {
    id: page

    readonly property Phones phones: till.phones
    readonly property Confirmations confirmations: till.confirmations
    readonly property phonesFacts facts: phones.facts
    readonly property devicesFacts devices: phones.devices
    readonly property bool mine: phones.whose === "cardholder"
    readonly property bool pairing: facts.pairing.valid || facts.beginning
    readonly property bool idle: facts.known && !facts.busy && !phones.asking
    readonly property bool canAsk: mine && facts.pairedName.length > 0 && account.facts.cards.length > 0
                                   || !mine && facts.pairedName.length > 0

    function back(): bool {
        return pairing && panel.leave();
    }

    function pair() {
        if (idle && !pairing)
            phones.pair();
    }

    function sheet(name: string, properties: var) {
        properties.phones = phones;
        wantSheet("qrc:/TapPay/Phones/" + name + ".qml", properties);
    }

    // A transfer from the own account, or a refund of the shop.
    function begin() {
        if (canAsk && !pairing)
            wantSheet("qrc:/TapPay/Phones/" + (mine ? "TransferSheet" : "RefundSheet") + ".qml", {
                "confirmations": confirmations,
                "cards": account.facts.cards
            });
    }

    title: qsTr("Phone")
    needsReader: false
    Component.onCompleted: {
        phones.refresh();
        confirmations.load();
    }
    Component.onDestruction: phones.dismissProblem()

    // What a phone has offered is not told by itself.
    Timer {
        interval: 6000
        repeat: true
        running: page.facts.pairedName.length > 0 && !page.pairing && page.Window.active
        onTriggered: page.phones.lookForDevices()
    }

    Keys.onPressed: event => {
        if (event.isAutoRepeat || event.modifiers !== Qt.NoModifier)
            return;
        if (event.key === Qt.Key_A)
            pair();
        else if (event.key === Qt.Key_T && mine || event.key === Qt.Key_R && !mine)
            begin();
        else
            return;
        event.accepted = true;
    }
    aside: [
        ActionButton {
            compact: true
            visible: page.facts.known && !page.pairing
            enabled: page.idle
            text: qsTr("Pair a phone")
            key: "A"
            onClicked: page.pair()
        },
        ActionButton {
            compact: true
            visible: page.canAsk && !page.pairing
            text: page.mine ? qsTr("Transfer…") : qsTr("Refund…")
            key: page.mine ? "T" : "R"
            onClicked: page.begin()
        }
    ]

    ChoiceRow {
        width: parent.width
        visible: page.till.preferences.buys && page.till.preferences.sells && !page.pairing
        name: qsTr("Whose phones")
        options: [qsTr("For my own payments"), qsTr("For the shop")]
        current: page.mine ? 0 : 1
        onChosen: index => {
            page.phones.whose = index === 0 ? "cardholder" : "shop";
            page.phones.refresh();
        }
    }
    ProblemPanel {
        width: parent.width
        happened: page.phones.happened
        remedy: page.phones.remedy
        onUnderstood: page.phones.dismissProblem()
    }
    ProblemPanel {
        width: parent.width
        happened: page.confirmations.onStage ? "" : page.confirmations.happened
        remedy: page.confirmations.remedy
        onUnderstood: page.confirmations.dismissProblem()
    }
    ProblemPanel {
        width: parent.width
        happened: page.facts.busy || page.pairing ? "" : page.facts.happened.length > 0 ? page.facts.happened : page.devices.happened
        remedy: page.facts.happened.length > 0 ? page.facts.remedy : page.devices.remedy
        action: qsTr("Try again")
        onUnderstood: page.phones.refresh()
    }
    PairingPanel {
        id: panel
        width: parent.width
        visible: page.pairing
        phones: page.phones
        onWantFocus: item => {
            if (page.activeFocus)
                item.forceActiveFocus();
        }
    }
    EmptyPlace {
        visible: page.till.session.connected && !page.facts.known
        icon: "phone"
        title: qsTr("No phone at this computer yet")
        help: page.mine ? qsTr("A phone confirms payments of your cards. Add a card first: your account begins with it.")
                        : qsTr("Phones can be paired when this computer is enrolled.")

        ActionButton {
            visible: page.mine
            primary: true
            text: qsTr("To my cards")
            onClicked: page.wantPage("cards")
        }
    }
    EmptyPlace {
        visible: page.facts.known && !page.pairing && page.facts.phones.length === 0
        icon: "phone"
        title: page.facts.answered || !page.facts.busy ? qsTr("No phone is paired yet") : qsTr("Asking for your phones…")
        help: !page.facts.answered && page.facts.busy ? qsTr("The payment service is being asked. It takes a moment.")
            : page.mine ? qsTr("With a paired phone and a security device you pay web orders and transfer money without the card in the reader. Nothing is paid that the device has not signed.")
            : qsTr("Large refunds are confirmed on a phone of the shop and signed by a security device. Nothing is refunded that the device has not signed.")

        ActionButton {
            visible: page.facts.answered || !page.facts.busy
            enabled: page.idle
            primary: true
            text: qsTr("Pair a phone")
            key: "A"
            onClicked: page.pair()
        }
    }
    Panel {
        width: parent.width
        visible: !page.pairing && page.facts.phones.length > 0
        implicitHeight: list.implicitHeight + 16

        Column {
            id: list
            x: 24
            y: 8
            width: parent.width - 48

            Repeater {
                model: page.facts.phones

                PhoneRow {
                    required property int index
                    required property var modelData

                    phone: modelData
                    busy: !page.idle
                    last: index === page.facts.phones.length - 1
                    onWantName: page.sheet("RenameSheet", {
                        "phone": phone.id,
                        "name": phone.name
                    })
                    onWantRemoval: page.sheet("RevokeSheet", {
                        "kind": "phone",
                        "subject": phone.id,
                        "name": phone.name
                    })
                }
            }
        }
    }
    DataPanel {
        width: parent.width
        visible: !page.pairing && (page.devices.devices.length > 0 || page.facts.phones.length > 0)
        title: qsTr("Security devices")
        help: page.devices.devices.length > 0 ? qsTr("They sign what is confirmed on the phone. Only an accepted one counts.")
            : qsTr("None yet. Add one on the phone; then compare its key here and accept it.")

        Column {
            width: parent.width

            Repeater {
                model: page.devices.devices

                KeyRow {
                    required property int index
                    required property var modelData

                    device: modelData
                    busy: page.phones.asking
                    last: index === page.devices.devices.length - 1
                    onWantAnswer: page.sheet("DeviceSheet", {
                        "device": device
                    })
                    onWantRemoval: page.sheet("RevokeSheet", {
                        "kind": "device",
                        "subject": device.id,
                        "name": device.name
                    })
                }
            }
        }
    }
    DataPanel {
        width: parent.width
        visible: !page.pairing && page.confirmations.list.length > 0
        title: qsTr("Last confirmations")

        Column {
            width: parent.width

            Repeater {
                model: page.confirmations.list

                ConfirmationRow {
                    required property int index
                    required property var modelData

                    it: modelData
                    last: index === page.confirmations.list.length - 1
                    onWantShow: page.confirmations.show(it.id)
                }
            }
        }
    }
}
