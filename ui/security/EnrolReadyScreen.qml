import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// The terminal works.
StageScreen {
    id: screen

    readonly property Enrolment enrolment: till.enrolment
    readonly property securityFacts facts: till.security.facts

    title: heading.text
    spacing: tight ? 16 : 26

    onConfirmed: enrolment.next()
    onEscaped: enrolment.next()

    EnrolSteps {
        page: screen.enrolment.page
    }
    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        small: screen.tight
        tone: "ok"
        icon: "check"
    }
    Heading {
        id: heading
        text: qsTr("Ready to take payments")
        help: qsTr("Terminal %1 of %2. It signs on by itself from now on; what protects it is shown under Security.")
              .arg(screen.facts.terminalId).arg(screen.facts.merchantName)
    }
    ActionRow {
        ActionButton {
            primary: true
            text: qsTr("Start selling")
            key: qsTr("Enter")
            onClicked: screen.enrolment.next()
        }
    }
}
