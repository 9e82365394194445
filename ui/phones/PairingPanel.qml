import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// A phone is being paired: the code to scan, the digits to compare, and how it ended. No answer has
// the keyboard before somebody takes it there.
Panel {
    id: panel

    required property Phones phones
    readonly property phonesFacts facts: phones.facts
    readonly property phonePairing pairing: phones.pairing
    readonly property bool failed: facts.happened.length > 0 && !facts.busy && !pairing.ended
    readonly property string view: failed ? "failed" : facts.beginning ? "offering" : pairing.state
    readonly property bool wide: width > 660 * Theme.scale
    readonly property bool waits: view === "offering" || view === "offered" || view === "answered" || view === "accepting"

    signal wantFocus(item: Item)

    // What Esc does; false where nothing can be ended.
    function leave(): bool {
        if (view === "accepting")
            return false;
        if (waits)
            phones.refuse();
        else
            phones.close();
        return true;
    }

    implicitHeight: column.implicitHeight + 56
    Accessible.role: Accessible.Grouping
    Accessible.name: heading.text
    onViewChanged: {
        if (visible)
            wantFocus(view === "accepted" ? done : heading);
    }

    Column {
        id: column
        anchors.centerIn: parent
        width: parent.width - 48
        spacing: 20

        Badge {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: !panel.waits
            small: Theme.scale > 1.4
            icon: panel.view === "accepted" ? "check" : panel.view === "refused" ? "cross" : "alert"
            tone: panel.view === "accepted" ? "ok" : panel.view === "expired" ? "plain" : "no"
        }
        Heading {
            id: heading
            size: 26
            Accessible.role: Accessible.Heading
            Accessible.name: text
            text: panel.view === "offering" ? qsTr("Preparing the code…")
                : panel.view === "offered" ? qsTr("Scan this code with the phone")
                : panel.view === "answered" ? qsTr("Does your phone show the same code?")
                : panel.view === "accepting" ? qsTr("Pairing %1…").arg(panel.pairing.name)
                : panel.view === "accepted" ? qsTr("%1 is paired").arg(panel.pairing.name)
                : panel.view === "refused" ? qsTr("Not paired")
                : panel.view === "expired" ? qsTr("The time of the code is over")
                : qsTr("The phone could not be paired")
            help: panel.view === "offering" ? qsTr("The payment service is being asked. It takes a moment.")
                : panel.view === "offered" ? qsTr("Open Tap & Pay on the phone, choose “Pair with a computer” and point the camera here. Show this code to no other phone.")
                : panel.view === "answered" ? qsTr("“%1” has answered. Compare all six digits; accept only if they are the same on both screens.").arg(panel.pairing.name)
                : panel.view === "accepting" ? qsTr("The payment service is being told.")
                : panel.view === "accepted" ? qsTr("It can confirm payments now. What it confirms is signed by a security device: add one on the phone, and accept it here.")
                : panel.view === "refused" && panel.facts.happened.length === 0 ? qsTr("It was refused, and nothing was paired. If the digits were not the same, somebody else may have scanned the code: show a new one where nobody else sees it.")
                : panel.view === "expired" ? qsTr("Nothing was paired. A code is good for five minutes.")
                : qsTr("%1 %2").arg(qsTranslate("Failure", panel.facts.happened)).arg(qsTranslate("Failure", panel.facts.remedy))
        }
        PairingDigits {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: panel.view === "answered" || panel.view === "accepting"
            phones: panel.phones
            live: panel.view === "answered"
            room: column.width
        }
        Grid {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: panel.waits
            columns: panel.wide ? 2 : 1
            columnSpacing: 40
            rowSpacing: 20
            verticalItemAlignment: Grid.AlignVCenter
            horizontalItemAlignment: panel.wide ? Grid.AlignLeft : Grid.AlignHCenter

            PairingCode {
                visible: panel.view === "offered"
                invitation: panel.pairing.invitation
                secondsLeft: panel.phones.secondsLeft
                room: panel.wide ? column.width / 2 : column.width
            }
            Column {
                spacing: 12

                Step {
                    phase: panel.view === "offering" ? Step.Now : Step.Done
                    room: column.width
                    text: qsTr("Code shown")
                }
                Step {
                    phase: panel.view === "offered" ? Step.Now : panel.view === "offering" ? Step.Next : Step.Done
                    room: column.width
                    text: panel.view === "offered" ? qsTr("Waiting for the phone") : qsTr("Scanned by the phone")
                }
                Step {
                    phase: panel.view === "answered" ? Step.Now : panel.view === "accepting" ? Step.Done : Step.Next
                    room: column.width
                    text: qsTr("Digits compared")
                }
                Step {
                    phase: panel.view === "accepting" ? Step.Now : Step.Next
                    room: column.width
                    text: qsTr("Paired")
                }
            }
        }
        ActionRow {
            ActionButton {
                visible: panel.view === "offering" || panel.view === "offered"
                enabled: !panel.phones.asking
                compact: true
                text: qsTr("Cancel")
                key: qsTr("Esc")
                onClicked: panel.leave()
            }
            ActionButton {
                visible: panel.view === "refused" || panel.view === "expired" || panel.failed
                enabled: !panel.phones.asking
                compact: true
                primary: true
                text: qsTr("Show a new code")
                onClicked: panel.phones.pair()
            }
            ActionButton {
                id: done
                visible: !panel.waits
                compact: true
                primary: panel.view === "accepted"
                text: panel.view === "accepted" ? qsTr("Done") : qsTr("Close")
                key: qsTr("Esc")
                onClicked: panel.leave()
            }
        }
    }
}
