import QtQuick
import TapPay.Models

// What a confirmation is about and how it ended, in words: for the screen, the list and the strip.
QtObject {
    id: words

    required property confirmation it
    readonly property string nothing: it.wish === "refund" ? qsTr("Nothing was refunded.")
                                    : it.wish === "transfer" ? qsTr("Nothing was transferred.") : qsTr("Nothing was paid.")
    readonly property string title: it.wish === "refund" ? qsTr("Refund of a web order")
                                  : it.wish === "transfer" ? qsTr("Transfer to an account") : qsTr("Payment of a web order")
    readonly property string tone: it.paid ? "ok" : !it.ended ? (it.reachable ? "action" : "maybe")
                                 : it.state === "withdrawn" || it.state === "expired" ? "plain" : "no"
    readonly property string icon: it.paid ? "check" : it.state === "withdrawn" ? "undo"
                                 : it.state === "refused" ? "cross" : it.state === "expired" ? "today" : "alert"
    // One word or two, for a tag.
    readonly property string brief: !it.ended && !it.reachable ? qsTr("Not known yet")
        : it.state === "paid" ? done()
        : it.state === "refused" ? qsTr("Refused")
        : it.state === "expired" ? qsTr("Expired")
        : it.state === "invalid" ? qsTr("Invalid")
        : it.state === "withdrawn" ? qsTr("Withdrawn")
        : it.state === "failed" ? qsTr("Failed")
        : it.state === "signed" ? qsTr("Signed") : qsTr("On the phone")
    // How it ended in a sentence.
    readonly property string sentence: sentenceOf(it.state, it.reason)
    // What that means and what to do.
    readonly property string help: helpOf(it.state, it.reason)

    function done(): string {
        return it.wish === "refund" ? qsTr("Refunded") : it.wish === "transfer" ? qsTr("Transferred") : qsTr("Paid");
    }

    function sentenceOf(state: string, reason: string): string {
        switch (state + " " + reason) {
        case "refused code_differs":
            return qsTr("The codes were not the same");
        case "refused reported":
            return qsTr("Reported from the phone");
        case "expired not_delivered":
            return qsTr("The phone did not get it in time");
        case "expired not_opened":
            return qsTr("It was not opened in time");
        case "expired not_signed":
            return qsTr("It was not signed in time");
        case "invalid other_request":
            return qsTr("Something else was signed");
        case "invalid other_device":
            return qsTr("Signed by another security device");
        case "invalid device_unknown":
            return qsTr("The security device is not registered");
        case "invalid device_revoked":
            return qsTr("The security device was removed");
        case "withdrawn phone":
            return qsTr("The phone was removed");
        case "failed device_lacks_feature":
            return qsTr("The security device can't sign this");
        case "failed device_refused":
            return qsTr("Refused on the security device");
        case "failed device_blocked":
            return qsTr("The security device is blocked");
        case "failed device_lost":
            return qsTr("The security device went away");
        case "failed declined":
            return it.wish === "refund" ? qsTr("The bank declined it") : qsTr("Your bank declined the payment");
        case "failed not_payable":
            return qsTr("It can't be paid any more");
        case "failed undone":
            return qsTr("Taken back. Nothing is charged");
        }
        switch (state) {
        case "paid":
            return done();
        case "refused":
            return qsTr("Refused on the phone");
        case "expired":
            return qsTr("Not confirmed in time");
        case "invalid":
            return qsTr("The signature is not valid");
        case "withdrawn":
            return qsTr("Withdrawn");
        case "failed":
            return it.happened.length > 0 ? qsTr("It could not be confirmed") : qsTr("It could not be done");
        default:
            return qsTr("Confirm on your phone");
        }
    }

    function helpOf(state: string, reason: string): string {
        if (state === "paid")
            return it.phone.length > 0 ? qsTr("Confirmed on %1 and signed by the security device.").arg(it.phone)
                                       : qsTr("Confirmed on the phone and signed by the security device.");
        const what = remedyOf(state, reason);
        return what.length > 0 ? qsTr("%1 %2").arg(nothing).arg(what) : nothing;
    }

    function remedyOf(state: string, reason: string): string {
        switch (state + " " + reason) {
        case "refused code_differs":
            return qsTr("The phone showed another code than this screen. Begin again and compare the four digits; if they differ once more, remove the phone on the Phone page.");
        case "refused reported":
            return qsTr("At the phone it was said that nobody there asked for this. Further requests of this computer are blocked until the payment service lifts that: ask it.");
        case "expired not_delivered":
            return qsTr("Switch the phone on, check its network connection, and begin again.");
        case "expired not_opened":
            return qsTr("Open Tap & Pay on the phone, and begin again.");
        case "expired not_signed":
            return qsTr("Have the security device at hand, and begin again.");
        case "invalid other_request":
            return qsTr("The signature belongs to another request than the one shown here. Begin again; if it happens once more, remove the device on the Phone page.");
        case "invalid other_device":
            return qsTr("Begin again, with the device that the phone asks for.");
        case "invalid device_unknown":
            return qsTr("Add it on the phone, accept it here on the Phone page, and begin again.");
        case "invalid device_revoked":
            return qsTr("Use another registered device, or add this one anew on the phone.");
        case "withdrawn phone":
            return qsTr("Pair a phone on the Phone page, and begin again.");
        case "withdrawn computer":
            return qsTr("The phone does not show it any more.");
        case "failed device_lacks_feature":
            return qsTr("Use another registered security device.");
        case "failed device_refused":
            return qsTr("If that was a mistake, begin again.");
        case "failed device_blocked":
            return qsTr("Unblock it with its unblocking code, or register another one.");
        case "failed device_lost":
            return qsTr("Leave it at the phone until it is done, and begin again.");
        case "failed declined":
            return it.wish === "order" ? qsTr("It was signed, but the bank did not agree. Pay with another card, or ask your bank.")
                                       : qsTr("It was signed, but the bank did not agree. Ask your bank.");
        case "failed not_payable":
            return it.wish === "refund" ? qsTr("Nothing is left to give back, or the order is not paid. Look at the order in the shop.")
                                        : qsTr("The order was paid in another way, or its time is over. Ask the shop.");
        case "failed undone":
            return qsTr("The payment could not be finished, and the bank has confirmed that it is cancelled. You can pay again.");
        }
        switch (state) {
        case "refused":
            return qsTr("If that was a mistake, begin again.");
        case "expired":
            return qsTr("Begin again when the phone is at hand.");
        case "invalid":
            return qsTr("The device did not sign what was shown. Begin again; if it happens once more, remove the device on the Phone page.");
        case "failed":
            return it.happened.length === 0 ? qsTr("Begin again.")
                 : qsTr("%1 %2").arg(qsTranslate("Failure", it.happened)).arg(qsTranslate("Failure", it.remedy));
        default:
            return "";
        }
    }
}
