#pragma once

#include <optional>

#include "emv/public_key.h"
#include "emv/read_application_data.h"

namespace tappay::emv {

struct Session;

enum class OdaMethod : std::uint8_t { None, Sda, Dda, Cda };

struct OfflineAuthentication {
    OdaMethod method = OdaMethod::None;
    // The card's certified key. With CDA it is used when the card has answered GENERATE AC.
    std::optional<PublicKey> iccKey;
};

// Offline data authentication (EMV Book 3, 10.3; Book 2, 5 and 6; JR/T 0025.7): the best method
// that card and terminal have in common. What fails goes into the TVR; only a lost card ends the
// transaction. With CDA the keys are recovered here, the signature comes with the cryptogram.
Result<void> authenticateOfflineData(Session& session);

}  // namespace tappay::emv
