#pragma once

#include <string>
#include <utility>
#include <vector>

#include "apdu/card.h"
#include "emv/parameters.h"

namespace tappay::emv {

// Key and value, in the order to be shown. Keys are stable: "application" (once for each that card
// and terminal have in common, highest priority first), then of the first one "aid", "label",
// "pan" (first six and last four digits), "pan_sequence", "expiry" (YYYY-MM), "effective",
// "issuer_country", "currency", "aip". A fact the card does not give is left out.
using CardFacts = std::vector<std::pair<std::string, std::string>>;

// SELECT, GET PROCESSING OPTIONS with a PDOL of zeros, READ RECORD. No payment begins: no
// cryptogram is asked for. Failures as in buildCandidateList, and those of the card.
Result<std::vector<std::pair<std::string, std::string>>> readCardFacts(const Parameters& parameters,
                                                                       apdu::Card& card);

}  // namespace tappay::emv
