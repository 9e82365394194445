import QtQuick
import TapPay.Models
import TapPay.Style

// The keys by their check values, until when they are good, and new ones at once.
FactCard {
    id: card

    required property Security security
    readonly property securityFacts facts: security.facts
    property bool lost: false
    // A failure that is said elsewhere on the page.
    property string said

    signal wantRenewal
    signal wantEnrolment

    function withCheck(at: date, check: string): string {
        return check.length > 0 ? qsTr("%1 · check value %2").arg(when.moment(at)).arg(check) : when.moment(at);
    }

    title: qsTr("Keys")
    grade: facts.keysGrade

    When {
        id: when
    }
    FactRow {
        name: qsTr("Master key")
        value: card.facts.hasMasterKey ? card.withCheck(card.facts.masterSince, card.facts.masterCheck) : qsTr("none")
    }
    FactRow {
        name: qsTr("PIN key")
        value: card.facts.signedOn ? card.withCheck(card.facts.pinSince, card.facts.pinCheck) : qsTr("none")
    }
    FactRow {
        name: qsTr("Process key")
        value: card.facts.signedOn ? when.moment(card.facts.processSince) : qsTr("none")
    }
    FactRow {
        name: qsTr("Signed on")
        value: card.facts.signedOn ? qsTr("until %1").arg(when.moment(card.facts.signOnExpires)) : qsTr("no")
    }
    FactRow {
        name: qsTr("Next renewal")
        value: when.day(card.facts.renewal)
    }
    Step {
        width: parent.width
        room: parent.width
        visible: card.facts.busy
        phase: Step.Now
        text: card.facts.step === "enrolling" ? qsTr("Enrolling… %1 s").arg(card.security.secondsBusy)
            : card.facts.step === "fetching_key" ? qsTr("Receiving the master key… %1 s").arg(card.security.secondsBusy)
            : card.facts.step === "signing_on" ? qsTr("Signing on… %1 s").arg(card.security.secondsBusy)
            : qsTr("Receiving the parameters… %1 s").arg(card.security.secondsBusy)
    }
    Words {
        width: parent.width
        visible: !card.facts.busy && card.facts.happened.length > 0 && card.facts.happened !== card.said
        text: (card.security.secondsToNextTry >= 0
               ? qsTr("%1 %2 Tried again by itself in %3 s.").arg(qsTranslate("Failure", card.facts.happened))
                                                             .arg(qsTranslate("Failure", card.facts.remedy))
                                                             .arg(card.security.secondsToNextTry)
               : qsTr("%1 %2").arg(qsTranslate("Failure", card.facts.happened)).arg(qsTranslate("Failure", card.facts.remedy)))
        size: 14
        color: Theme.no
        lineHeight: 1.2
        Accessible.role: Accessible.AlertMessage
    }
    Flow {
        width: parent.width
        topPadding: 6
        spacing: 10

        ActionButton {
            compact: true
            visible: !card.facts.enrolled || card.lost
            enabled: !card.facts.busy && card.facts.known
            text: card.lost ? qsTr("Enrol anew") : qsTr("Set up this terminal")
            onClicked: card.wantEnrolment()
        }
        ActionButton {
            compact: true
            visible: card.facts.enrolled && !card.lost
            enabled: !card.facts.busy && !card.security.asking
            text: qsTr("Sign on now")
            key: "S"
            onClicked: card.security.signOn()
        }
        ActionButton {
            compact: true
            visible: card.facts.enrolled && !card.lost
            enabled: !card.facts.busy && !card.security.asking
            text: qsTr("Renew keys")
            key: "K"
            onClicked: card.wantRenewal()
        }
    }
}
