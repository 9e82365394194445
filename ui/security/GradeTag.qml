import TapPay.Style

// How well a protection works, as colour and word.
Tag {
    property string grade

    tone: grade === "active" ? "ok" : grade === "weaker" ? "maybe" : grade === "missing" ? "no" : "plain"
    text: grade === "active" ? qsTr("Active")
        : grade === "weaker" ? qsTr("Weaker")
        : grade === "missing" ? qsTr("Missing") : qsTr("Not known")
}
