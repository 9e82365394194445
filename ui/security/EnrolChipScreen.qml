import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// Before the code: the chip that will hold the keys, and what that means.
StageScreen {
    id: screen

    readonly property Enrolment enrolment: till.enrolment
    readonly property securityFacts facts: till.security.facts
    readonly property bool missing: facts.chipHappened.length > 0

    title: heading.text
    spacing: tight ? 16 : 26

    onConfirmed: {
        if (missing)
            till.security.refresh();
        else
            enrolment.next();
    }

    EnrolSteps {
        page: screen.enrolment.page
    }
    Badge {
        anchors.horizontalCenter: parent.horizontalCenter
        small: screen.tight
        tone: screen.missing ? "no" : screen.facts.chipForm === "tpm" ? "ok" : "maybe"
        icon: screen.missing ? "alert" : "shield"
    }
    Heading {
        id: heading
        text: screen.missing ? qsTr("The security chip can't be used")
            : screen.facts.chipForm === "tpm" ? qsTr("This computer has a security chip")
            : screen.facts.chipForm === "virtual" ? qsTr("A virtual chip will hold the keys")
            : qsTr("There is no security chip")
        help: screen.missing
              ? qsTr("%1 %2").arg(qsTranslate("Failure", screen.facts.chipHappened)).arg(qsTranslate("Failure", screen.facts.chipRemedy))
            : screen.facts.chipForm === "tpm"
              ? qsTr("The keys of this terminal are made in it and can't leave it, so the terminal can't be copied to another computer.")
            : screen.facts.chipForm === "virtual"
              ? qsTr("A program of this computer takes the place of a chip. That is weaker: whoever takes over the whole computer could copy the keys. A copy is noticed at its next sign-on. Where the computer has a TPM 2.0, use that.")
              : qsTr("The keys will be files of this computer, and whoever can read the files has the keys. That is for trials, not for money.")
    }
    Words {
        width: parent.width
        visible: text.length > 0
        text: screen.missing ? qsTr("A chip that is switched off is found in the firmware settings (BIOS) under TPM, PTT or fTPM. Which chip is used is said in the configuration of tappayd.")
                             : screen.facts.chipName
        size: 14
        color: Theme.ink3
        horizontalAlignment: Text.AlignHCenter
    }
    ActionRow {
        ActionButton {
            primary: true
            enabled: !screen.till.security.asking
            text: screen.missing ? qsTr("Look again") : qsTr("Go on")
            key: qsTr("Enter")
            onClicked: screen.confirmed()
        }
    }
}
