import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// The back end takes nothing from this terminal: why, and the way on.
StageScreen {
    id: screen

    readonly property terminalStatus status: till.session.status
    readonly property Security security: till.security
    readonly property securityFacts facts: security.facts

    title: heading.text
    spacing: tight ? 16 : 28

    onConfirmed: {
        if (status.lost)
            till.enrolment.startAnew();
        else if (!facts.busy && facts.known)
            security.tryAgain();
    }

    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        small: screen.tight
        tone: screen.status.lost ? "no" : "maybe"
        icon: "shield"
    }
    Heading {
        id: heading
        text: screen.facts.busy ? qsTr("Asking the operator's system…") : qsTr("No payments at the moment")
        help: qsTr("%1 %2").arg(qsTranslate("Failure", screen.status.standingHappened))
                           .arg(qsTranslate("Failure", screen.status.standingRemedy))
    }
    ProblemPanel {
        happened: screen.security.happened
        remedy: screen.security.remedy
        onUnderstood: screen.security.dismissProblem()
    }
    Step {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: screen.facts.busy || screen.security.secondsToNextTry >= 0
        phase: Step.Now
        tone: screen.facts.busy ? "action" : "maybe"
        room: screen.room
        text: screen.facts.busy ? qsTr("Signing on · %1 s").arg(screen.security.secondsBusy)
                                : qsTr("Tried again by itself in %1 s").arg(screen.security.secondsToNextTry)
    }
    ActionRow {
        ActionButton {
            primary: true
            visible: screen.status.lost
            text: qsTr("Enrol anew")
            key: qsTr("Enter")
            onClicked: screen.confirmed()
        }
        ActionButton {
            primary: true
            visible: !screen.status.lost && screen.facts.known
            enabled: !screen.facts.busy && !screen.security.asking
            text: qsTr("Try now")
            key: qsTr("Enter")
            onClicked: screen.confirmed()
        }
        ActionButton {
            text: qsTr("Show security")
            key: "F12"
            onClicked: screen.wantPage("security")
        }
    }
}
