import QtQuick
import TapPay.Models
import TapPay.Style

// How far it is on its way over the phone, step by step; ticked is what has been said to be done.
Column {
    id: steps

    required property confirmation it
    property real room: 460
    // Only the one that goes on.
    property bool brief: false
    readonly property string phone: it.phone.length > 0 ? it.phone : qsTr("your phone")
    readonly property string tone: it.reachable ? "action" : "maybe"

    function phase(from: int, to: int): int {
        return it.step >= to ? Step.Done : it.step >= from ? Step.Now : Step.Next;
    }

    Accessible.role: Accessible.List
    Accessible.name: qsTr("Steps")

    Step {
        phase: steps.phase(0, 2)
        tone: steps.tone
        visible: !steps.brief || phase === Step.Now
        room: steps.room
        text: steps.it.step === 0 ? qsTr("Being sent…")
            : steps.it.step === 1 ? qsTr("On its way to %1").arg(steps.phone) : qsTr("Sent to %1").arg(steps.phone)
    }
    Step {
        phase: steps.phase(2, 3)
        tone: steps.tone
        visible: !steps.brief || phase === Step.Now
        room: steps.room
        text: steps.it.step === 2 ? qsTr("Waiting until it is opened on the phone") : qsTr("Opened on the phone")
    }
    Step {
        phase: steps.phase(3, 5)
        tone: steps.tone
        visible: !steps.brief || phase === Step.Now
        room: steps.room
        text: steps.it.step === 3 ? qsTr("Waiting for your answer on the phone")
            : steps.it.step === 4 ? qsTr("Waiting for the security device") : qsTr("Confirmed with the security device")
    }
    Step {
        phase: steps.phase(5, 6)
        tone: steps.tone
        visible: !steps.brief || phase === Step.Now
        room: steps.room
        text: steps.it.wish === "refund" ? (steps.it.paying ? qsTr("Signed, being refunded…") : qsTr("Signed and refunded"))
            : steps.it.wish === "transfer" ? (steps.it.paying ? qsTr("Signed, being transferred…") : qsTr("Signed and transferred"))
            : steps.it.paying ? qsTr("Signed, being paid…") : qsTr("Signed and paid")
    }
}
