import QtQuick
import TapPay.Models
import TapPay.Style

// The chip, and what the back end has certified of it.
FactCard {
    id: card

    required property securityFacts facts

    title: qsTr("Security chip")
    grade: facts.chipGrade
    help: facts.chipHappened.length > 0
          ? qsTr("%1 %2").arg(qsTranslate("Failure", facts.chipHappened)).arg(qsTranslate("Failure", facts.chipRemedy))
        : facts.chipForm === "virtual"
          ? qsTr("A program of this computer takes the place of a chip. Whoever takes over the whole computer could copy its keys; a copy is noticed at the next sign-on.")
        : facts.chipForm === "software"
          ? qsTr("The keys are files of this computer: for trials, not for money.") : ""

    When {
        id: when
    }
    FactRow {
        name: qsTr("Chip")
        value: card.facts.chipForm === "tpm" ? qsTr("TPM 2.0, built in")
             : card.facts.chipForm === "virtual" ? qsTr("virtual")
             : card.facts.chipForm === "software" ? qsTr("none") : ""
    }
    FactRow {
        name: qsTr("Made by")
        value: card.facts.chipName
    }
    FactRow {
        name: qsTr("Terminal")
        value: card.facts.enrolled ? card.facts.terminalId : qsTr("not enrolled")
    }
    FactRow {
        name: qsTr("Certificate")
        value: card.facts.enrolled ? qsTr("valid until %1").arg(when.day(card.facts.validUntil)) : ""
    }
    FactRow {
        name: qsTr("Issued by")
        value: card.facts.issuer
    }
    FactRow {
        name: qsTr("Identifier")
        value: card.facts.transactionId
    }
}
