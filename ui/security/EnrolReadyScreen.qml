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
        text: screen.till.preferences.sells ? qsTr("Ready to take payments") : qsTr("Ready to pay")
        help: !screen.till.preferences.sells
              ? qsTr("Choose Tap & Pay in a web shop, and the order comes up here. What protects this computer is shown under Security.")
              : qsTr("Terminal %1 of %2. It signs on by itself from now on; what protects it is shown under Security.")
              .arg(screen.facts.terminalId).arg(screen.facts.merchantName)
    }
    ActionRow {
        ActionButton {
            primary: true
            text: screen.till.preferences.sells ? qsTr("Start selling") : qsTr("To my cards")
            key: qsTr("Enter")
            onClicked: screen.enrolment.next()
        }
    }
}
