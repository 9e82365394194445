#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "protocol/messages.h"

namespace tappay::backend {

// One row: what the back end knows about one key of one terminal. No card number in it.
struct Payment {
    std::int64_t id = 0;
    std::string terminalId;
    std::string key;
    Bytes digest;         // of the request's contents; empty for the tombstone of an undo
    bool advice = false;  // the card approved it by itself: there is nothing to reverse
    protocol::PaymentState state = protocol::PaymentState::Pending;
    // An undo that came while the network's answer was outstanding.
    std::optional<protocol::UndoReason> undoWanted;

    std::string merchantId;
    Money amount;
    std::string entryMode;
    std::string risk;  // what the terminal found unusual, as it named it
    Bytes panHash;
    std::string maskedPan;
    std::uint32_t batch = 0;
    std::uint32_t stan = 0;

    std::string responseCode;
    std::string authCode;
    std::string reference;
    std::string acquirerId;
    std::string issuerName;
    Bytes icc;

    std::int64_t created = 0;   // milliseconds since 1970, UTC
    std::int64_t answered = 0;  // the same; when the state last changed
    Bytes keptCard;      // sealed, for the reversal or the advice; empty when neither can follow
    std::string answer;  // the signed answer for `state`
};

// The one logical reversal of a payment.
struct Reversal {
    std::int64_t paymentId = 0;
    std::string reason;  // field 39 of the 0400
    std::uint32_t attempts = 0;
};

// What a terminal's question says of its payment; the card only as its masked number.
Payment paymentOf(const protocol::AuthorisationRequest& request, std::int64_t now);

}  // namespace tappay::backend
