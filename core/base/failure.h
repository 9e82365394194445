#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tappay {

// The closed list of what can go wrong. The text of each is in failure_list.cpp; docs/failures.md
// lists them for readers, and a test keeps the two the same.
enum class FailureCode : std::uint8_t {
    // card
    CardRemoved,        // taken out before the card was done
    CardChanged,        // another card is in the reader now
    CardUnresponsive,   // no or damaged answers from the card
    CardDataMalformed,  // the card broke the rules of its own protocol
    CardBlocked,        // the card or its application says it is blocked
    CardNotAccepted,    // no application in common
    CardDeclined,       // the card itself refused
    CardTimeout,        // nobody presented a card in time
    CardInDoubt,        // torn while it may have paid: only the same card can tell
    PaidNotAccepted,    // the card has paid from its own balance, and the terminal can't take it
    // reader
    ReaderMissing,
    ReaderBusy,         // another program holds the card exclusively
    ReaderServiceDown,  // no smart-card service
    // person
    Cancelled,
    PinTimeout,
    PinRequired,  // no PIN was entered and the card or issuer insists on one
    PinBlocked,   // the card takes no more PINs
    // bank and back end
    Declined,           // by the issuer
    HostUnreachable,    // nothing was sent
    HostTimeout,        // sent, no answer: the result is not known
    HostAnswerInvalid,  // answer does not match the request, or its MAC or signature is wrong
    HostRefused,        // the back end refused the request itself
    KeyReused,          // same idempotency key, another body
    AdviceRefused,      // the card had paid, and the bank did not book it
    NotFound,
    // this machine
    JournalUnavailable,  // the journal could not be written: no sale without a record
    StorageFull,
    AlreadyRunning,
    NotConfigured,
    TooLate,      // the transaction is past the point where this can be done
    NotUndoable,  // paid by the card alone, or long ago: only to be refunded
    ClockWrong,   // too far off for anybody to believe this machine's times
    Busy,         // another transaction is running
    KeyUnavailable,
    CryptoFailed,
    // the security chip and the terminal's standing
    ChipUnavailable,
    ChipNotTrusted,
    EnrolmentCodeInvalid,
    NotEnrolled,
    NotSignedOn,
    TerminalUnknown,
    TerminalExpired,
    TerminalRevoked,
    TerminalSuspended,
    TerminalCloned,
    KeyRejected,
    ParametersRejected,
    // orders of a shop, and the cardholder's account
    OrderInvalid,  // not what the payment system has signed, or nothing that can be shown
    OrderExpired,
    OrderOriginWrong,    // the page that asks is not the shop's
    OrderInProgress,     // somebody is paying it at the moment
    OrderPaid,           // paid already: never twice
    LimitExceeded,       // over what the cardholder has set
    ConfirmationNeeded,  // without the card only with a confirmation
    CardNotProven,       // its issuer did not confirm that it is there
    CardholderUnknown,   // no account is known on this computer
    PluginOutdated,      // this browser plug-in is older than the application can work with
    // the security device that signs confirmations
    DeviceWrong,       // not the one that is registered
    DeviceNotTrusted,  // its certificate leads to no maker that is accepted
    DevicePinWrong,
    DevicePinBlocked,
    DeviceRefused,  // by the person, on the device
    DeviceRemoved,
    DeviceTimeout,
    DeviceUnsupported,
    // phones that confirm
    PhoneUnknown,          // the back end knows no such phone
    PhoneRevoked,          // taken off at a computer, or it has left
    PhoneCloned,           // its key is in two places
    PhoneMissing,          // nobody there to confirm
    ConfirmationsBlocked,  // a phone has reported this computer
    ConfirmationsTooMany,  // too many wait for the same phones
    // input
    InputMalformed,
    AmountInvalid,
    CurrencyUnsupported,
    MethodUnknown,
    PermissionDenied,
    Internal,  // our own mistake
};

struct Failure {
    FailureCode code = FailureCode::Internal;
    // For the log and for developers; never holds a secret or a card number.
    std::string detail;

    friend bool operator==(const Failure&, const Failure&) = default;
};

struct FailureText {
    FailureCode code;
    std::string_view name;      // stable, e.g. "card.removed"; what the API and docs use
    std::string_view happened;  // English source text, one sentence
    std::string_view remedy;    // what the person can do, one sentence
};

const FailureText& describe(FailureCode code);
std::span<const FailureText> allFailures();
std::optional<FailureCode> failureByName(std::string_view name);

}  // namespace tappay
