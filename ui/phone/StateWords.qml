import QtQml

// What has become of a confirmation, in words.
QtObject {
    function tone(state: string): string {
        if (state === "paid")
            return "ok";
        return state === "refused" || state === "withdrawn" || state === "expired" ? "plain"
             : state === "signed" ? "action" : "no";
    }

    function icon(state: string): string {
        return state === "paid" ? "check" : state === "refused" || state === "withdrawn" || state === "expired" ? "undo" : "cross";
    }

    function title(state: string): string {
        switch (state) {
        case "paid":
            return qsTr("Paid");
        case "refused":
            return qsTr("Refused");
        case "expired":
            return qsTr("Time over");
        case "invalid":
            return qsTr("Not valid");
        case "withdrawn":
            return qsTr("Withdrawn");
        case "failed":
            return qsTr("Not paid");
        case "signed":
            return qsTr("Signed");
        default:
            return qsTr("Waiting");
        }
    }

    function detail(state: string, reason: string): string {
        switch (reason) {
        case "person":
            return qsTr("You refused it. Nothing is paid.");
        case "code_differs":
            return qsTr("The codes differed, so nothing is paid. Begin again at the computer.");
        case "reported":
            return qsTr("You reported it. That computer can't ask for confirmations any more until the payment service allows it.");
        case "not_delivered":
        case "not_opened":
            return qsTr("It was not looked at in time. Nothing is paid.");
        case "not_signed":
            return qsTr("It was not signed in time. Nothing is paid.");
        case "signature":
            return qsTr("The signature of the security device was wrong. Nothing is paid.");
        case "other_request":
            return qsTr("The security device signed another payment. Nothing is paid.");
        case "other_device":
            return qsTr("Another security device signed it. Nothing is paid.");
        case "device_unknown":
            return qsTr("The computer has not agreed to this security device yet. Nothing is paid.");
        case "device_revoked":
            return qsTr("This security device was removed at the computer. Nothing is paid.");
        case "computer":
            return qsTr("It was withdrawn at the computer. Nothing is paid.");
        case "phone":
            return qsTr("This phone was removed meanwhile. Nothing is paid.");
        case "device_lacks_feature":
            return qsTr("The security device can't do what this needs. Nothing is paid.");
        case "device_refused":
            return qsTr("It was refused on the security device. Nothing is paid.");
        case "device_blocked":
            return qsTr("The security device is blocked after too many wrong PINs. Nothing is paid.");
        case "device_lost":
            return qsTr("The security device was lost before it had signed. Nothing is paid.");
        case "declined":
            return qsTr("The bank declined the payment. Nothing is paid.");
        case "not_payable":
            return qsTr("It can't be paid any more. Nothing is paid.");
        case "undone":
            return qsTr("The payment was undone. Nothing is paid.");
        default:
            return state === "paid" ? qsTr("The computer shows it as well.") : "";
        }
    }
}
