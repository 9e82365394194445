import QtQuick
import TapPay.Models
import TapPay.Style

// What the back end has laid down about cards and risks.
FactCard {
    id: card

    required property securityFacts facts

    title: qsTr("Parameters")
    grade: facts.parametersGrade
    help: !facts.hasParameters ? qsTr("They come from the operator after the sign-on; no card is accepted without them.")
        : facts.profile === "production" ? ""
        : qsTr("This is the profile for tests: only test cards are accepted.")

    When {
        id: when
    }
    FactRow {
        name: qsTr("Version")
        value: card.facts.hasParameters ? String(card.facts.parametersVersion) : ""
    }
    FactRow {
        name: qsTr("Profile")
        value: card.facts.profile === "production" ? qsTr("production")
             : card.facts.profile === "test" ? qsTr("test") : card.facts.profile
    }
    FactRow {
        name: qsTr("In use since")
        value: card.facts.hasParameters ? when.moment(card.facts.parametersApplied) : ""
    }
    FactRow {
        name: qsTr("Card types")
        value: card.facts.hasParameters ? String(card.facts.applications) : ""
    }
    FactRow {
        name: qsTr("Scheme keys")
        value: card.facts.hasParameters ? String(card.facts.authorityKeys) : ""
    }
}
