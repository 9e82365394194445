import QtQuick
import TapPay.Models
import TapPay.Style

// What the cardholder is asked for, and how many tries the card still grants.
Heading {
    id: words

    required property transaction payment
    required property string title
    property int secondsLeft: -1
    property bool refused: false
    readonly property bool hurry: secondsLeft >= 0 && secondsLeft <= 15

    function helpText(): string {
        if (refused)
            return qsTr("That came faster than fingers. Enter the PIN by hand.");
        const left = hurry ? qsTr("%1 s left").arg(secondsLeft) : "";
        if (payment.pinOnReader)
            return qsTr("Cancel with the reader's own key. Cancelled here, the reader goes on asking until its time is over.")
                   + (left.length > 0 ? " · " + left : "");
        const wrong = payment.pinTries === 1 && payment.pinWrong ? qsTr("Incorrect PIN. Enter it again") : "";
        return wrong + (wrong.length > 0 && left.length > 0 ? " · " : "") + left;
    }

    size: 26
    text: payment.pinTries === 1 ? qsTr("Last try")
        : !payment.pinWrong ? title
        : payment.pinTries > 1 ? qsTr("Incorrect PIN. %1 tries left").arg(payment.pinTries)
        : qsTr("Incorrect PIN. Enter it again")
    ink: payment.pinWrong || payment.pinTries === 1 ? Theme.no : Theme.ink
    help: helpText()
    helpInk: refused || payment.pinTries === 1 ? Theme.no : Theme.ink2
}
