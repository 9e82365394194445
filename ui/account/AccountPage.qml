pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Style

// The cardholder's account: limits, computers, what happened, and the person's own data.
PageFrame {
    id: page

    readonly property cardholderFacts facts: account.facts
    readonly property bool idle: facts.known && !facts.busy && !account.asking

    function sheet(name: string, properties: var) {
        properties.account = account;
        wantSheet("qrc:/TapPay/Account/" + name + ".qml", properties);
    }

    title: qsTr("My account")
    Keys.onPressed: event => {
        if (event.key === Qt.Key_L && !event.isAutoRepeat && idle && facts.registered
            && event.modifiers === Qt.NoModifier) {
            sheet("LimitsSheet", {});
            event.accepted = true;
        }
    }

    ProblemPanel {
        width: parent.width
        happened: page.facts.busy ? "" : page.facts.happened
        remedy: page.facts.remedy
        action: qsTr("Try again")
        onUnderstood: page.account.tryAgain()
    }
    EmptyPlace {
        visible: page.till.session.connected && !page.facts.registered
        icon: "person"
        title: !page.facts.known || page.facts.answered ? qsTr("No account yet") : qsTr("Asking for your account…")
        help: !page.facts.known || page.facts.answered
              ? qsTr("An account begins with the first card you add: no name, no address, no password. The card itself shows that it is you.")
              : qsTr("The payment service is being asked. It takes a moment.")

        ActionButton {
            visible: page.facts.known && page.facts.answered
            primary: true
            text: qsTr("To my cards")
            onClicked: page.wantPage("cards")
        }
    }
    DataPanel {
        width: parent.width
        visible: page.facts.registered
        title: qsTr("Limits")
        help: qsTr("A web order above a limit is refused before your bank is asked.")
        actions: ActionButton {
            compact: true
            enabled: page.idle
            text: qsTr("Change limits")
            key: "L"
            onClicked: page.sheet("LimitsSheet", {})
        }

        FactRow {
            name: qsTr("For one payment")
            value: page.facts.paymentLimit.length > 0 ? page.facts.paymentLimit : qsTr("No limit")
        }
        FactRow {
            name: qsTr("For a day")
            value: page.facts.dayLimit.length > 0 ? page.facts.dayLimit : qsTr("No limit")
        }
    }
    DataPanel {
        width: parent.width
        visible: page.facts.registered
        title: qsTr("Computers")
        help: qsTr("Each shows your cards and notices. Remove one that is lost or no longer yours.")

        Column {
            width: parent.width

            Repeater {
                model: page.facts.devices

                DeviceRow {
                    required property int index
                    required property var modelData

                    device: modelData
                    busy: !page.idle
                    last: index === page.facts.devices.length - 1
                    onWantRemoval: page.sheet("ConfirmSheet", {
                        "kind": device.thisOne ? "thisDevice" : "device",
                        "subject": device.id,
                        "name": device.terminalId
                    })
                }
            }
        }
    }
    DataPanel {
        width: parent.width
        visible: page.facts.registered
        title: qsTr("Notices")
        help: page.facts.notices.length === 0 ? qsTr("Nothing has happened yet. Payments, refusals and changes are listed here.") : ""

        Column {
            width: parent.width

            Repeater {
                model: page.facts.notices

                NoticeRow {
                    required property int index
                    required property var modelData

                    notice: modelData
                    last: index === page.facts.notices.length - 1
                }
            }
        }
    }
    DataPanel {
        width: parent.width
        visible: page.facts.registered
        title: qsTr("My data")
        help: qsTr("What is kept about you is yours to see, and yours to delete.")
        actions: [
            ActionButton {
                compact: true
                enabled: page.idle
                text: qsTr("Save my data…")
                onClicked: page.sheet("ExportSheet", {})
            },
            ActionButton {
                compact: true
                enabled: page.idle
                text: qsTr("Delete my data…")
                onClicked: page.sheet("ConfirmSheet", {
                    "kind": "data"
                })
            }
        ]
    }
}
