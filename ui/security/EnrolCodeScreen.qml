import QtQuick
import TapPay.Models
import TapPay.Stage
import TapPay.Style

// The operator's code: typed or pasted, in any shape it was written down.
StageScreen {
    id: screen

    readonly property Enrolment enrolment: till.enrolment
    readonly property Security security: till.security

    // The cursor stays behind the same symbol when hyphens move.
    function reshape() {
        const symbols = text => text.replace(/[^A-Za-z0-9]/g, "").length;
        const before = symbols(field.text.slice(0, field.cursorPosition));
        enrolment.code = field.text;
        field.text = enrolment.code;
        let at = 0;
        for (let seen = 0; at < field.text.length && seen < before; ++at) {
            if (field.text.charAt(at) !== "-")
                ++seen;
        }
        field.cursorPosition = at;
    }

    title: heading.text
    spacing: tight ? 16 : 26

    onConfirmed: enrolment.submit()
    onEscaped: enrolment.back()
    Component.onCompleted: field.text = enrolment.code

    EnrolSteps {
        page: screen.enrolment.page
    }
    Heading {
        id: heading
        text: screen.enrolment.anew ? qsTr("Enrol this terminal anew") : qsTr("Enter the enrolment code")
        help: !screen.till.preferences.sells
              ? qsTr("Your bank or payment provider gives it out for this computer: twelve characters, good once. Ask there if you have none.")
              : qsTr("The operator of your payments gives it out for your shop: twelve characters, good once. Ask there if you have none.")
    }
    ProblemPanel {
        happened: screen.security.happened
        remedy: screen.security.remedy
        onUnderstood: {
            screen.security.dismissProblem();
            field.forceActiveFocus();
        }
    }
    Field {
        id: field
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, 380 * Theme.scale)
        focus: true
        label: qsTr("Enrolment code")
        placeholder: "K7QM-2XW9-4THD"
        inputFont.family: Theme.monospace
        inputFont.pixelSize: Math.round(26 * Theme.scale)
        inputMethodHints: Qt.ImhUppercaseOnly | Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
        onEdited: screen.reshape()
        onAccepted: screen.enrolment.submit()
    }
    ActionRow {
        ActionButton {
            primary: true
            enabled: screen.enrolment.codeComplete && !screen.security.asking
            text: screen.security.asking ? qsTr("Checking…") : qsTr("Enrol")
            key: qsTr("Enter")
            onClicked: screen.enrolment.submit()
        }
        ActionButton {
            text: qsTr("Back")
            key: qsTr("Esc")
            onClicked: screen.enrolment.back()
        }
    }
}
