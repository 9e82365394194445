#pragma once

#include "emv/card_channel.h"
#include "emv/read_application_data.h"

namespace tappay::emv {

struct Session;

// The card's answer to GET PROCESSING OPTIONS (EMV Book 3, 6.5.8.4).
struct ProcessingOptions {
    Bytes aip;                  // 82
    std::vector<AflEntry> afl;  // 94
};
Result<ProcessingOptions> parseProcessingOptions(ByteView answer);

// GET PROCESSING OPTIONS (EMV Book 3, 10.1). Nothing when the card says that this application's
// conditions of use are not satisfied: selection goes on with the others.
Result<std::optional<ProcessingOptions>> getProcessingOptions(CardChannel& card, ByteView pdolData);

// The same for the selected application of a session, which keeps the AIP. The result is the list
// of records to read.
Result<std::optional<std::vector<AflEntry>>> initiateApplication(Session& session);

}  // namespace tappay::emv
