import TapPay.Models

// Where PINs are typed. Only what is known is said: a reader's keys serve the card's own check alone.
FactCard {
    required property securityFacts facts

    title: qsTr("PIN entry")
    grade: facts.pinGrade
    word: facts.pinGrade === "weaker" ? qsTr("Screen") : ""
    help: qsTr("A PIN for the bank is typed on this screen and encrypted at once. Where a card checks the PIN itself and the reader has keys of its own, those are used.")
}
