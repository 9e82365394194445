#pragma once

#include <vector>

#include "emv/kernel.h"

// A qPBOC transaction: from "Present card" to the outcome (JR/T 0025.12; EMV Contactless Books A
// and B).
namespace tappay::emv::contactless {

// One application that may be tapped for this amount.
struct Combination {
    const AidParameters* application = nullptr;  // points into the Parameters
    Bytes ttq;                                   // 9F66, 4 octets
};

// Before a card is asked for: which applications may be tapped and what they will be told.
// Empty when the card has to be inserted. AmountInvalid, CurrencyUnsupported, NotConfigured.
Result<std::vector<Combination>> preprocess(const Parameters& parameters,
                                            const Transaction& transaction);

// Always returns an outcome. Nobody is waited for between the first command and the last record;
// Step::CardRead means that the card may go, and only then the host is asked. `torn` is of the run
// before, when the same card is expected again.
Outcome run(const Parameters& parameters, const Transaction& transaction,
            const std::vector<Combination>& allowed, Surroundings world,
            const std::shared_ptr<const Torn>& torn = nullptr);

}  // namespace tappay::emv::contactless
