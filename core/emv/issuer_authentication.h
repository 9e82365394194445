#pragma once

#include "base/bytes.h"
#include "base/result.h"

namespace tappay::emv {

struct Session;

// Gives the issuer's proof (91) to the card: by EXTERNAL AUTHENTICATE when the card knows it,
// otherwise through CDOL2 of the second GENERATE AC (EMV Book 3, 10.9; JR/T 0025.5, 15). What
// fails goes into the TVR; only a lost card ends the transaction.
Result<void> authenticateIssuer(Session& session, ByteView authenticationData);

}  // namespace tappay::emv
