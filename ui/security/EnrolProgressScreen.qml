pragma ComponentBehavior: Bound

import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// Four steps that tick themselves off; what fails says why, and how it goes on.
StageScreen {
    id: screen

    readonly property Enrolment enrolment: till.enrolment
    readonly property Security security: till.security
    readonly property securityFacts facts: security.facts
    readonly property bool failed: enrolment.failed
    readonly property list<string> names: [qsTr("Enrol with the operator"), qsTr("Receive the master key"),
                                           qsTr("Sign on to the network"), qsTr("Receive the parameters")]

    function wordsOf(step: int): string {
        if (step !== enrolment.done)
            return names[step];
        if (facts.busy)
            return qsTr("%1 · %2 s").arg(names[step]).arg(security.secondsBusy);
        if (security.secondsToNextTry >= 0)
            return qsTr("%1 · next try in %2 s").arg(names[step]).arg(security.secondsToNextTry);
        return failed ? qsTr("%1 · not done").arg(names[step]) : names[step];
    }

    title: heading.text
    spacing: tight ? 16 : 26

    onConfirmed: {
        if (enrolment.backToCode)
            enrolment.back();
        else if (!facts.busy)
            security.tryAgain();
    }
    onEscaped: enrolment.back()

    EnrolSteps {
        page: screen.enrolment.page
    }
    Heading {
        id: heading
        text: screen.failed ? qsTr("It can't go on yet") : qsTr("This computer becomes a terminal")
        help: screen.failed
              ? qsTr("%1 %2").arg(qsTranslate("Failure", screen.facts.happened)).arg(qsTranslate("Failure", screen.facts.remedy))
              : qsTr("Each step is done once. If one can't be done now, nothing is lost.")
        helpInk: screen.failed ? Theme.no : Theme.ink2
    }
    ProblemPanel {
        happened: screen.security.happened
        remedy: screen.security.remedy
        onUnderstood: screen.security.dismissProblem()
    }
    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 14

        Repeater {
            model: 4

            Step {
                required property int index

                phase: index < screen.enrolment.done ? Step.Done : index === screen.enrolment.done ? Step.Now : Step.Next
                tone: screen.failed ? screen.security.secondsToNextTry >= 0 ? "maybe" : "no" : "action"
                room: screen.room
                text: screen.wordsOf(index)
            }
        }
    }
    ActionRow {
        visible: !screen.facts.busy

        ActionButton {
            primary: true
            visible: screen.enrolment.backToCode
            text: qsTr("Back to the code")
            key: qsTr("Enter")
            onClicked: screen.enrolment.back()
        }
        ActionButton {
            primary: true
            visible: !screen.enrolment.backToCode
            enabled: !screen.security.asking
            text: qsTr("Try now")
            key: qsTr("Enter")
            onClicked: screen.security.tryAgain()
        }
    }
}
