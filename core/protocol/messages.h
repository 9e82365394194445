#pragma once

#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/money.h"
#include "base/secret.h"

// What terminal and back end say to each other. Times are RFC 3339 in UTC. docs/protocol.md shows
// each as it travels.
namespace tappay::protocol {

// Travels only inside the JWE.
struct CardData {
    SecretBytes pan;     // ASCII digits
    SecretBytes track2;  // ASCII, 'D' as separator
    std::string expiry;  // YYMM
    std::optional<std::string> panSequence;
    Bytes icc;                // field 55
    Bytes pinBlock;           // enciphered, 8 or 16 octets; empty without PIN
    Bytes pinKeySerial = {};  // which key of AES DUKPT it is under; empty where one serves all PINs
};

struct AuthorisationRequest {
    std::string key;         // UUIDv7: the intent to pay
    std::string terminalId;  // 8
    std::string merchantId;  // 15
    Money amount;
    std::string entryMode;       // "051", "052", "071" or "072"
    std::uint32_t sequence = 0;  // 9F41
    std::string time;
    // What the terminal found unusual, names with commas between; empty where nothing is:
    // "counter_not_new", "number_not_new", "slow_answers".
    std::string risk;
    std::string order = {};  // that is paid with it (order.h); empty for a sale
    CardData card;
};

// A payment that the card approved by itself; it is not asked for but told. No track 2 and no PIN
// block: nobody keeps those.
struct AdviceRequest {
    AuthorisationRequest payment;  // its `time`: when the card approved
    std::string time;              // of this sending
};

// What the back end knows about one key.
enum class PaymentState : std::uint8_t {
    Pending,  // sent to the network, no answer yet
    Approved,
    Declined,
    Undoing,   // an undo is accepted and a reversal is on its way; it will not be dropped
    Undone,    // the network confirmed, or nothing had been charged
    NotFound,  // the back end has never seen this key
};

struct PaymentAnswer {
    std::string key;
    std::string terminalId;
    PaymentState state = PaymentState::NotFound;
    Money amount;
    std::string responseCode;  // field 39
    std::string authCode;      // field 38
    std::string reference;     // field 37, 12
    std::string stan;          // field 11, 6: the voucher number on the receipt
    std::string batch;         // 6
    std::string time;          // of the network's answer
    std::string acquirerId;    // field 32
    std::string issuerName;    // field 44, first part
    Bytes icc;                 // 91, 71, 72 as received
    std::string asked;         // time of the status question this answers; else empty
    bool captured = false;     // of a status question's: the order is paid with it
};

enum class UndoReason : std::uint8_t {
    NoAnswer,         // 98
    AnswerInvalid,    // A0 or 06 as the back end sees fit
    CardDeclined,     // 06
    TerminalRestart,  // 06: the terminal lost power between approval and completion
    Merchant,         // the shop undoes a completed sale of today
};

struct UndoRequest {
    std::string key;
    std::string terminalId;
    UndoReason reason = UndoReason::NoAnswer;
    std::string time;
};

// The card has completed a payment of an order: only now the shop may be told that it is paid.
struct CaptureRequest {
    std::string key;
    std::string terminalId;
    std::string cryptogram;  // the TC, 16 hexadecimal digits
    std::string time;
};

struct StatusQuestion {
    std::string key;
    std::string terminalId;
    std::string time;
};

}  // namespace tappay::protocol
