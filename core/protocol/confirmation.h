#pragma once

#include "base/bytes.h"
#include "base/money.h"
#include "protocol/phone.h"

// What is confirmed on a phone and signed by a device: docs/protocol.md, "Confirmations".
namespace tappay::protocol {

constexpr std::size_t kLongestPurpose = 60;                   // characters
constexpr std::size_t kLongestPayeeName = 60;                 // characters
constexpr std::size_t kLeastAccount = 12, kMostAccount = 19;  // digits of a payee's account

// The numbers are stored.
enum class ConfirmationWish : std::uint8_t { Order = 1, Transfer = 2, Refund = 3 };
std::string_view nameOf(ConfirmationWish wish);

struct Payee {
    std::string account;  // digits
    std::string name;
};

// By a computer that wants to pay.
struct ConfirmationIntent {
    std::string terminalId;
    std::string key;  // UUIDv7, and that of the payment
    ConfirmationWish wish = ConfirmationWish::Order;
    std::string time;
    std::string order = {};    // Order, Refund: its id
    std::string card = {};     // Order, Transfer: its id in the account
    Payee payee = {};          // Transfer
    std::string purpose = {};  // Transfer
    Money amount = {};         // Transfer, Refund
};

enum class ConfirmationAsk : std::uint8_t { Show, Withdraw };
std::string_view nameOf(ConfirmationAsk wish);
struct ConfirmationQuestion {
    std::string terminalId;
    std::string key;
    ConfirmationAsk wish = ConfirmationAsk::Show;
    std::string time;
};

// The numbers are stored. From Paid on they are ends.
enum class ConfirmationState : std::uint8_t {
    Sent = 1,
    Delivered = 2,
    Opened = 3,
    WaitingForDevice = 4,
    Signed = 5,
    Paid = 6,
    Refused = 7,
    Expired = 8,
    Invalid = 9,
    Withdrawn = 10,
    Failed = 11,
};
inline constexpr std::size_t kConfirmationStates = 11;
std::string_view nameOf(ConfirmationState state);
constexpr bool isEnd(ConfirmationState state) {
    return state >= ConfirmationState::Paid;
}

// Why it has ended. The numbers are stored.
enum class ConfirmationReason : std::uint8_t {
    None = 0,
    // Refused
    Person = 1,
    CodeDiffers = 2,
    Reported = 3,
    // Expired
    NotDelivered = 4,
    NotOpened = 5,
    NotSigned = 6,
    // Invalid
    Signature = 7,
    OtherRequest = 8,
    OtherDevice = 9,
    DeviceUnknown = 10,
    DeviceRevoked = 11,
    // Withdrawn
    Computer = 12,
    Phone = 13,
    // Failed before the signature
    DeviceLacksFeature = 14,
    DeviceRefused = 15,
    DeviceBlocked = 16,
    DeviceLost = 17,
    // Failed after it
    Declined = 18,
    NotPayable = 19,
    Undone = 20,
};
// Empty for None.
std::string_view nameOf(ConfirmationReason reason);
// Whether a confirmation in this state may have this reason.
bool belongs(ConfirmationReason reason, ConfirmationState state);

struct Confirmation {
    std::string to;   // terminal id, or the id of a phone
    std::string key;  // of the intent
    std::string id;   // UUIDv7
    Bytes request;    // canonical
    ConfirmationState state = ConfirmationState::Sent;
    ConfirmationReason reason = ConfirmationReason::None;
    std::string phone, phoneName;  // that has it; empty before
    std::string device;            // that has signed it; empty before
    std::string payment;           // the signed payment; empty before, and for phones
    std::string time;
    std::string asked;  // empty in an event
};

// What has happened at the phone.
enum class PhoneStepKind : std::uint8_t {
    Opened,
    WaitingForDevice,
    Signature,
    Refused,
    Failed,
    Reported,
};
std::string_view nameOf(PhoneStepKind kind);

struct PhoneStep {
    PhoneSender from;
    std::string confirmation;  // its id
    PhoneStepKind kind = PhoneStepKind::Opened;
    ConfirmationReason reason = ConfirmationReason::None;  // Refused, Failed
    std::string device = {};                               // Signature: the device's id
    Bytes value = {};                                      // Signature
};

std::string encode(const ConfirmationIntent& intent);
std::string encode(const ConfirmationQuestion& question);
std::string encode(const Confirmation& confirmation);
std::string encode(const PhoneStep& step);
Result<ConfirmationIntent> decodeConfirmationIntent(std::string_view json);
Result<ConfirmationQuestion> decodeConfirmationQuestion(std::string_view json);
Result<Confirmation> decodeConfirmation(std::string_view json);
Result<PhoneStep> decodePhoneStep(std::string_view json);

}  // namespace tappay::protocol
