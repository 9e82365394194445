#include "base/failure.h"

#include <array>

// The window looks these texts up in its translations; the macro only marks them for lupdate.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tappay {

namespace {

constexpr std::array kFailures{
    FailureText{FailureCode::CardRemoved, "card.removed",
                QT_TRANSLATE_NOOP("Failure", "The card left the reader before it was done."),
                QT_TRANSLATE_NOOP("Failure", "Insert the card again and leave it in until asked.")},
    FailureText{FailureCode::CardChanged, "card.changed",
                QT_TRANSLATE_NOOP("Failure", "A different card is in the reader now."),
                QT_TRANSLATE_NOOP("Failure", "Start again with one card only.")},
    FailureText{FailureCode::CardUnresponsive, "card.unresponsive",
                QT_TRANSLATE_NOOP("Failure", "The card does not answer."),
                QT_TRANSLATE_NOOP("Failure",
                                  "Check that the chip faces the right way, or try another card.")},
    FailureText{FailureCode::CardDataMalformed, "card.malformed",
                QT_TRANSLATE_NOOP("Failure", "The card gave data that break its own rules."),
                QT_TRANSLATE_NOOP("Failure", "Use another card.")},
    FailureText{
        FailureCode::CardBlocked, "card.blocked",
        QT_TRANSLATE_NOOP("Failure", "The card says it is blocked."),
        QT_TRANSLATE_NOOP("Failure", "Use another card; its bank can say more about this one.")},
    FailureText{FailureCode::CardNotAccepted, "card.not_accepted",
                QT_TRANSLATE_NOOP("Failure", "This kind of card is not accepted here."),
                QT_TRANSLATE_NOOP("Failure", "Use another card.")},
    FailureText{FailureCode::CardDeclined, "card.declined",
                QT_TRANSLATE_NOOP("Failure", "The card declined the payment."),
                QT_TRANSLATE_NOOP("Failure", "Nothing was charged. Use another card.")},
    FailureText{FailureCode::CardTimeout, "card.timeout",
                QT_TRANSLATE_NOOP("Failure", "No card was presented in time."),
                QT_TRANSLATE_NOOP("Failure", "Start the payment again when the card is at hand.")},
    FailureText{
        FailureCode::CardInDoubt, "card.in_doubt",
        QT_TRANSLATE_NOOP(
            "Failure", "The card left while it was paying; only the card can tell whether it did."),
        QT_TRANSLATE_NOOP("Failure",
                          "Hold the same card to the reader again, or look at its balance before "
                          "charging again.")},
    FailureText{
        FailureCode::PaidNotAccepted, "card.paid_not_accepted",
        QT_TRANSLATE_NOOP("Failure",
                          "The card may have lowered its own balance, but its payment could not be "
                          "accepted and the shop received nothing."),
        QT_TRANSLATE_NOOP(
            "Failure",
            "Keep the receipt, with which the card's bank puts the balance right, and "
            "pay in another way.")},
    FailureText{FailureCode::ReaderMissing, "reader.missing",
                QT_TRANSLATE_NOOP("Failure", "No card reader is connected."),
                QT_TRANSLATE_NOOP("Failure", "Plug in a card reader.")},
    FailureText{FailureCode::ReaderBusy, "reader.busy",
                QT_TRANSLATE_NOOP("Failure", "Another program is using the card."),
                QT_TRANSLATE_NOOP("Failure", "Close the other program, then try again.")},
    FailureText{
        FailureCode::ReaderServiceDown, "reader.service_down",
        QT_TRANSLATE_NOOP("Failure", "The smart-card service of this computer is not running."),
        QT_TRANSLATE_NOOP("Failure", "Start the service (pcscd); it will be picked up by itself.")},
    FailureText{FailureCode::Cancelled, "cancelled",
                QT_TRANSLATE_NOOP("Failure", "The payment was cancelled."),
                QT_TRANSLATE_NOOP("Failure", "Nothing was charged. Start again when ready.")},
    FailureText{FailureCode::PinTimeout, "pin.timeout",
                QT_TRANSLATE_NOOP("Failure", "The PIN was not entered in time."),
                QT_TRANSLATE_NOOP("Failure", "Nothing was charged. Start the payment again.")},
    FailureText{
        FailureCode::PinRequired, "pin.required",
        QT_TRANSLATE_NOOP("Failure", "This payment needs the PIN."),
        QT_TRANSLATE_NOOP("Failure", "Start again; the person whose card it is enters the PIN.")},
    FailureText{FailureCode::PinBlocked, "pin.blocked",
                QT_TRANSLATE_NOOP("Failure", "The PIN of this card is blocked."),
                QT_TRANSLATE_NOOP("Failure",
                                  "Use another card, or pay without a PIN if this card allows it; "
                                  "its bank can unblock the PIN.")},
    FailureText{
        FailureCode::Declined, "bank.declined",
        QT_TRANSLATE_NOOP("Failure", "The bank declined the payment."),
        QT_TRANSLATE_NOOP("Failure", "Nothing was charged. Use another card or ask the bank.")},
    FailureText{FailureCode::HostUnreachable, "bank.unreachable",
                QT_TRANSLATE_NOOP("Failure", "The bank could not be reached; nothing was sent."),
                QT_TRANSLATE_NOOP("Failure", "Check the network connection, then try again.")},
    FailureText{
        FailureCode::HostTimeout, "bank.timeout",
        QT_TRANSLATE_NOOP("Failure", "The bank did not answer; the result is not known yet."),
        QT_TRANSLATE_NOOP("Failure",
                          "Do not charge or pay again. The result is being asked for by itself.")},
    FailureText{
        FailureCode::HostAnswerInvalid, "bank.answer_invalid",
        QT_TRANSLATE_NOOP("Failure", "The bank's answer did not match the request."),
        QT_TRANSLATE_NOOP("Failure",
                          "Do not charge or pay again. The payment is being undone by itself.")},
    FailureText{FailureCode::HostRefused, "bank.refused",
                QT_TRANSLATE_NOOP("Failure", "The payment service refused the request."),
                QT_TRANSLATE_NOOP("Failure",
                                  "Nothing was charged. Try again later; if it stays so, ask the "
                                  "operator of the service.")},
    FailureText{FailureCode::KeyReused, "request.key_reused",
                QT_TRANSLATE_NOOP("Failure", "The same request number came with other contents."),
                QT_TRANSLATE_NOOP("Failure", "Use a new request number for every intent to pay.")},
    FailureText{
        FailureCode::AdviceRefused, "advice.refused",
        QT_TRANSLATE_NOOP("Failure", "The bank refused a payment that the card had already made."),
        QT_TRANSLATE_NOOP("Failure",
                          "Do not charge the card again. Contact the acquirer with the receipt.")},
    FailureText{
        FailureCode::NotFound, "not_found", QT_TRANSLATE_NOOP("Failure", "There is no such entry."),
        QT_TRANSLATE_NOOP("Failure", "Check the number or the link; the list shows what exists.")},
    FailureText{
        FailureCode::JournalUnavailable, "journal.unavailable",
        QT_TRANSLATE_NOOP("Failure", "The journal can't be written, so no payment is made."),
        QT_TRANSLATE_NOOP("Failure", "Check the disk and the permissions of the data directory.")},
    FailureText{FailureCode::StorageFull, "storage.full",
                QT_TRANSLATE_NOOP("Failure", "The disk is full, so no payment is made."),
                QT_TRANSLATE_NOOP("Failure", "Free some space, then try again.")},
    FailureText{
        FailureCode::AlreadyRunning, "already_running",
        QT_TRANSLATE_NOOP("Failure", "The application is already running with this directory."),
        QT_TRANSLATE_NOOP("Failure", "Use the running one, or stop it first.")},
    FailureText{FailureCode::NotConfigured, "not_configured",
                QT_TRANSLATE_NOOP("Failure", "A setting is missing or wrong."),
                QT_TRANSLATE_NOOP("Failure", "Correct the named setting and start again.")},
    FailureText{
        FailureCode::TooLate, "too_late",
        QT_TRANSLATE_NOOP("Failure", "The payment is past the point where this can be done."),
        QT_TRANSLATE_NOOP("Failure",
                          "Wait for the result. A sale can be undone afterwards; an order is "
                          "refunded by its shop.")},
    FailureText{
        FailureCode::NotUndoable, "undo.not_possible",
        QT_TRANSLATE_NOOP("Failure", "This payment can't be undone."),
        QT_TRANSLATE_NOOP("Failure",
                          "It stands as charged. The shop can give the money back as a refund.")},
    FailureText{FailureCode::ClockWrong, "clock.wrong",
                QT_TRANSLATE_NOOP("Failure", "The clock of this computer is wrong."),
                QT_TRANSLATE_NOOP("Failure", "Set the date and the time, then try again.")},
    FailureText{FailureCode::Busy, "busy",
                QT_TRANSLATE_NOOP("Failure", "Another payment is running."),
                QT_TRANSLATE_NOOP("Failure", "Finish or cancel that one first.")},
    FailureText{FailureCode::KeyUnavailable, "key.unavailable",
                QT_TRANSLATE_NOOP("Failure", "A key this terminal needs is missing."),
                QT_TRANSLATE_NOOP("Failure", "Ask the operator to set up the terminal's keys.")},
    FailureText{FailureCode::CryptoFailed, "crypto.failed",
                QT_TRANSLATE_NOOP("Failure", "A cryptographic check failed."),
                QT_TRANSLATE_NOOP("Failure", "Try again; if it stays, ask the operator.")},
    FailureText{FailureCode::ChipUnavailable, "chip.unavailable",
                QT_TRANSLATE_NOOP("Failure", "The security chip does not answer."),
                QT_TRANSLATE_NOOP("Failure",
                                  "Restart the computer; if it stays so, the chip may be switched "
                                  "off in the firmware settings.")},
    FailureText{FailureCode::ChipNotTrusted, "chip.not_trusted",
                QT_TRANSLATE_NOOP(
                    "Failure", "The back end does not accept the security chip of this computer."),
                QT_TRANSLATE_NOOP("Failure", "Ask the operator which chips are accepted.")},
    FailureText{FailureCode::EnrolmentCodeInvalid, "enrolment.code",
                QT_TRANSLATE_NOOP("Failure", "This enrolment code is unknown, used up or expired."),
                QT_TRANSLATE_NOOP("Failure", "Ask the operator for a new code.")},
    FailureText{FailureCode::NotEnrolled, "terminal.not_enrolled",
                QT_TRANSLATE_NOOP("Failure", "This terminal is not enrolled yet."),
                QT_TRANSLATE_NOOP("Failure", "Enrol it with the code from the operator.")},
    FailureText{FailureCode::NotSignedOn, "terminal.not_signed_on",
                QT_TRANSLATE_NOOP("Failure", "The terminal is not signed on to the network."),
                QT_TRANSLATE_NOOP("Failure", "It signs on by itself; try again in a moment.")},
    FailureText{FailureCode::TerminalUnknown, "terminal.unknown",
                QT_TRANSLATE_NOOP("Failure", "The back end does not know this terminal."),
                QT_TRANSLATE_NOOP("Failure", "Enrol it again with a new code from the operator.")},
    FailureText{FailureCode::TerminalExpired, "terminal.expired",
                QT_TRANSLATE_NOOP("Failure", "The certificate of this terminal has expired."),
                QT_TRANSLATE_NOOP("Failure", "Enrol it again with a new code from the operator.")},
    FailureText{
        FailureCode::TerminalRevoked, "terminal.revoked",
        QT_TRANSLATE_NOOP("Failure", "The certificate of this terminal was revoked."),
        QT_TRANSLATE_NOOP("Failure", "Ask the operator; no more payments can be made with it.")},
    FailureText{FailureCode::TerminalSuspended, "terminal.suspended",
                QT_TRANSLATE_NOOP("Failure", "The operator has suspended this terminal."),
                QT_TRANSLATE_NOOP("Failure", "Ask the operator to let it work again.")},
    FailureText{
        FailureCode::TerminalCloned, "terminal.cloned",
        QT_TRANSLATE_NOOP("Failure", "The state of the security chip was copied or put back."),
        QT_TRANSLATE_NOOP("Failure", "Ask the operator; the terminal must be enrolled again.")},
    FailureText{
        FailureCode::KeyRejected, "key.rejected",
        QT_TRANSLATE_NOOP("Failure", "A new key could not be accepted; the old one stays in use."),
        QT_TRANSLATE_NOOP("Failure",
                          "It is asked for again by itself; if it stays so, ask the operator.")},
    FailureText{
        FailureCode::ParametersRejected, "parameters.rejected",
        QT_TRANSLATE_NOOP("Failure",
                          "New card parameters could not be accepted; the old ones stay in use."),
        QT_TRANSLATE_NOOP(
            "Failure",
            "They are asked for again by themselves; if it stays so, ask the operator.")},
    FailureText{
        FailureCode::OrderInvalid, "order.invalid",
        QT_TRANSLATE_NOOP("Failure",
                          "This order is not what the shop's payment system has signed."),
        QT_TRANSLATE_NOOP("Failure", "Nothing was charged. Go back to the shop and start again.")},
    FailureText{FailureCode::OrderExpired, "order.expired",
                QT_TRANSLATE_NOOP("Failure", "The time to pay this order is over."),
                QT_TRANSLATE_NOOP("Failure", "Nothing was charged. Order again at the shop.")},
    FailureText{
        FailureCode::OrderOriginWrong, "order.origin_wrong",
        QT_TRANSLATE_NOOP("Failure",
                          "The web page that asks for this payment does not belong to the shop."),
        QT_TRANSLATE_NOOP("Failure",
                          "Nothing was charged. Open the shop's own page, and pay from there.")},
    FailureText{
        FailureCode::OrderInProgress, "order.in_progress",
        QT_TRANSLATE_NOOP("Failure",
                          "This order is being paid in another window or on another computer."),
        QT_TRANSLATE_NOOP("Failure", "Finish it there, or wait until it has ended there.")},
    FailureText{
        FailureCode::OrderPaid, "order.paid",
        QT_TRANSLATE_NOOP("Failure", "This order is paid already."),
        QT_TRANSLATE_NOOP("Failure",
                          "Nothing more was charged. The shop's page shows it after a reload.")},
    FailureText{
        FailureCode::LimitExceeded, "limit.exceeded",
        QT_TRANSLATE_NOOP("Failure", "This is more than the limit you have set for your card."),
        QT_TRANSLATE_NOOP(
            "Failure", "Nothing was charged. Raise the limit under My account, then pay again.")},
    FailureText{
        FailureCode::ConfirmationNeeded, "confirmation.needed",
        QT_TRANSLATE_NOOP(
            "Failure",
            "Without the card this can only be paid with a confirmation on a paired device."),
        QT_TRANSLATE_NOOP("Failure", "Use the card itself.")},
    FailureText{
        FailureCode::CardNotProven, "card.not_proven",
        QT_TRANSLATE_NOOP("Failure", "The card's bank did not confirm this card."),
        QT_TRANSLATE_NOOP("Failure", "Nothing was charged. Try again, or use another card.")},
    FailureText{FailureCode::CardholderUnknown, "cardholder.unknown",
                QT_TRANSLATE_NOOP("Failure",
                                  "This computer does not belong to a cardholder's account yet."),
                QT_TRANSLATE_NOOP("Failure", "Add a card under My cards first.")},
    FailureText{FailureCode::PluginOutdated, "plugin.outdated",
                QT_TRANSLATE_NOOP("Failure",
                                  "The browser plug-in is too old for this version of Tap & Pay."),
                QT_TRANSLATE_NOOP("Failure", "Update the plug-in, then reload the page.")},
    FailureText{
        FailureCode::DeviceWrong, "device.wrong",
        QT_TRANSLATE_NOOP("Failure",
                          "This is not the security device that is registered for this account."),
        QT_TRANSLATE_NOOP("Failure", "Use the registered device, or register this one first.")},
    FailureText{
        FailureCode::DeviceNotTrusted, "device.not_trusted",
        QT_TRANSLATE_NOOP("Failure",
                          "This security device does not come from a maker that is accepted here."),
        QT_TRANSLATE_NOOP("Failure",
                          "Use another device; the operator can say which ones are accepted.")},
    FailureText{
        FailureCode::DevicePinWrong, "device.pin_wrong",
        QT_TRANSLATE_NOOP("Failure", "The PIN of the security device was wrong."),
        QT_TRANSLATE_NOOP("Failure",
                          "Nothing was charged. Enter it again with care: few tries are left.")},
    FailureText{FailureCode::DevicePinBlocked, "device.pin_blocked",
                QT_TRANSLATE_NOOP("Failure", "The PIN of the security device is blocked."),
                QT_TRANSLATE_NOOP(
                    "Failure", "Unblock it with its unblocking code, or register another device.")},
    FailureText{
        FailureCode::DeviceRefused, "device.refused",
        QT_TRANSLATE_NOOP("Failure", "The confirmation was refused on the security device."),
        QT_TRANSLATE_NOOP("Failure", "Nothing was charged. Start again if that was not meant.")},
    FailureText{
        FailureCode::DeviceRemoved, "device.removed",
        QT_TRANSLATE_NOOP("Failure", "The security device was taken away before it was done."),
        QT_TRANSLATE_NOOP("Failure",
                          "Hold it to the phone or put it into the reader again, and leave it "
                          "there until it is done.")},
    FailureText{
        FailureCode::DeviceTimeout, "device.timeout",
        QT_TRANSLATE_NOOP("Failure", "Nothing was confirmed on the security device in time."),
        QT_TRANSLATE_NOOP("Failure", "Keep the device at hand, then try again.")},
    FailureText{
        FailureCode::DeviceUnsupported, "device.unsupported",
        QT_TRANSLATE_NOOP("Failure", "This security device can't do what this confirmation needs."),
        QT_TRANSLATE_NOOP("Failure", "Use another device, or another way to confirm.")},
    FailureText{FailureCode::PhoneUnknown, "phone.unknown",
                QT_TRANSLATE_NOOP("Failure", "This phone is not paired."),
                QT_TRANSLATE_NOOP("Failure", "Pair it with the computer first.")},
    FailureText{FailureCode::PhoneRevoked, "phone.revoked",
                QT_TRANSLATE_NOOP("Failure", "This phone was removed at the computer."),
                QT_TRANSLATE_NOOP("Failure", "Pair it again if it shall confirm payments.")},
    FailureText{
        FailureCode::PhoneCloned, "phone.cloned",
        QT_TRANSLATE_NOOP(
            "Failure",
            "This phone's key is in use in two places, so it confirms nothing any more."),
        QT_TRANSLATE_NOOP("Failure", "Remove the phone at the computer, then pair it again.")},
    FailureText{FailureCode::PhoneMissing, "phone.missing",
                QT_TRANSLATE_NOOP("Failure", "No phone is paired that could confirm this."),
                QT_TRANSLATE_NOOP("Failure", "Pair a phone, or use the card itself.")},
    FailureText{
        FailureCode::ConfirmationsBlocked, "confirmation.blocked",
        QT_TRANSLATE_NOOP(
            "Failure",
            "Someone has reported unwanted requests from this computer, so it may send no more."),
        QT_TRANSLATE_NOOP("Failure", "Ask the operator to look at it and to lift the block.")},
    FailureText{FailureCode::ConfirmationsTooMany, "confirmation.too_many",
                QT_TRANSLATE_NOOP("Failure", "Too many requests wait for confirmation already."),
                QT_TRANSLATE_NOOP("Failure", "Answer or withdraw them first.")},
    FailureText{FailureCode::InputMalformed, "input.malformed",
                QT_TRANSLATE_NOOP("Failure", "The input can't be understood."),
                QT_TRANSLATE_NOOP("Failure", "Correct the input named in the details.")},
    FailureText{FailureCode::AmountInvalid, "input.amount",
                QT_TRANSLATE_NOOP("Failure", "This is not an amount that can be charged."),
                QT_TRANSLATE_NOOP("Failure",
                                  "Enter an amount above zero with the decimals of its currency.")},
    FailureText{FailureCode::CurrencyUnsupported, "input.currency",
                QT_TRANSLATE_NOOP("Failure", "This currency is not supported."),
                QT_TRANSLATE_NOOP("Failure", "Use the currency of the terminal.")},
    FailureText{FailureCode::MethodUnknown, "api.method_unknown",
                QT_TRANSLATE_NOOP("Failure", "The API has no such method."),
                QT_TRANSLATE_NOOP("Failure", "See the list of methods in the documentation.")},
    FailureText{FailureCode::PermissionDenied, "permission.denied",
                QT_TRANSLATE_NOOP("Failure", "This is not permitted here."),
                QT_TRANSLATE_NOOP("Failure", "Ask the operator for access.")},
    FailureText{FailureCode::Internal, "internal",
                QT_TRANSLATE_NOOP("Failure", "The program made a mistake."),
                QT_TRANSLATE_NOOP("Failure", "The log says more; please report it.")},
};

}  // namespace

const FailureText& describe(FailureCode code) {
    for (const FailureText& text : kFailures) {
        if (text.code == code) return text;
    }
    return kFailures.back();
}

std::span<const FailureText> allFailures() {
    return kFailures;
}

std::optional<FailureCode> failureByName(std::string_view name) {
    for (const FailureText& text : kFailures) {
        if (text.name == name) return text.code;
    }
    return std::nullopt;
}

}  // namespace tappay
