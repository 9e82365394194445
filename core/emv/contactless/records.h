#pragma once

#include "emv/contactless/tap.h"

namespace tappay::emv::contactless {

struct RecordPlace {
    AflEntry entry;
    unsigned number = 0;
};

// READ RECORD. CardUnresponsive also for an answer cut short: the card is leaving.
Result<apdu::Response> readRecord(Session& session, const RecordPlace& place);

// Reads what the card's file locator names, with nobody waited for (JR/T 0025.12; EMV Book 3,
// 10.2). Of a card that approves offline the last record is special: with the answer to it the card
// pays. Lost before that, nothing has happened; lost then, the card may have paid, and the obstacle
// holds what the same card has to be asked. `expected` is of a payment in which it may have.
TapResult<void> readApplicationData(Tap& tap, const std::shared_ptr<const Torn>& expected);

// Hands what the records hold to the session and checks that nothing needed is missing.
TapResult<void> takeRecords(Tap& tap);

}  // namespace tappay::emv::contactless
