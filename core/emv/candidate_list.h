#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emv/card_channel.h"
#include "emv/parameters.h"
#include "tlv/tlv.h"

namespace tappay::emv {

// An application that card and terminal have in common.
struct Candidate {
    Bytes aid;  // the card's full name of it
    std::string label;
    std::uint8_t priority = 0;  // 1 highest .. 15, 0 none
    bool needsConfirmation = false;
    const AidParameters* parameters = nullptr;  // points into the Parameters
};

// The parameters that name the card's application most exactly; null when none do (EMV Book 1,
// 12.3.1).
const AidParameters* parametersFor(const Parameters& parameters, ByteView aid);

// Adds the application of a directory entry or an FCI in its place by priority, unless `own` is
// null or the application is there already. `objects` are those of the entry or of the FCI's A5.
void addCandidate(std::vector<Candidate>& candidates, ByteView aid,
                  const std::vector<tlv::Item>& objects, std::optional<ByteView> codeTable,
                  const AidParameters* own);

// By the payment system environment, else by the list of AIDs, highest priority first (EMV Book 1,
// 12.3; JR/T 0025.5, 7). CardNotAccepted when there is nothing in common, CardBlocked when the card
// or all that is in common is blocked.
Result<std::vector<Candidate>> buildCandidateList(CardChannel& card, const Parameters& parameters);

}  // namespace tappay::emv
