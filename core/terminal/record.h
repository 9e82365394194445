#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "protocol/messages.h"
#include "terminal/terminal.h"

// What the journal keeps of one payment. Never PAN, track data or PIN: `shown` has the masked
// number only.
namespace tappay::terminal {

struct Record {
    TransactionSnapshot shown;
    std::string operatorId;
    std::string entryMode;       // field 22, "051" or "052"; empty before the card was read
    std::uint32_t sequence = 0;  // 9F41
    bool online = false;         // the issuer approved it: an undo goes through the back end
    std::string hostTime;        // of the network's answer, RFC 3339
    protocol::UndoReason undoReason = protocol::UndoReason::NoAnswer;
    // The state for which a slip was last issued, per copy: the next one is a reprint.
    std::string issuedMerchant, issuedCardholder;
    // "1" from the moment the card may pay by itself until it is known whether it did.
    std::string cardMayPay;
    // SHA-256 over what is kept for the bank, which lies beside the journal's rows; hexadecimal.
    std::string advice;
    // What a purchase is for, as the back end has signed it; empty for a sale.
    std::string signedOrder;
};

// One column of the journal: every value travels as text, so that the hash over a row has one
// definition.
struct Column {
    std::string_view name;
    std::string (*get)(const Record& record);
    bool (*set)(Record& record, const std::string& value);  // false: not a value of this column
    // Not there from the beginning: empty in older rows, where it is left out of the hash.
    bool added = false;
};

std::span<const Column> columns();

// Live parts (stage, lights, what can be done) as the state alone gives them, for a payment nobody
// is working on; in a final state a card that is being completed or to be removed stays on the
// screen. `batch` is the current one.
void dress(Record& record, const std::string& batch, std::chrono::system_clock::time_point now);

// What everybody is told. The failure is left out while it would contradict the money: "nothing was
// charged" as long as the result is open, "not known yet" once it is known.
TransactionSnapshot told(const Record& record);

}  // namespace tappay::terminal
