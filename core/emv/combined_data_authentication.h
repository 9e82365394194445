#pragma once

#include "emv/certified_keys.h"

namespace tappay::emv {

struct Session;

// The part of an answer to GENERATE AC that its signature covers.
struct SignedAnswer {
    std::uint8_t cid = 0;   // 9F27 as sent in clear
    ByteView signature;     // 9F4B
    ByteView otherObjects;  // all objects of the answer but 9F4B, as sent
    ByteView cdolData;      // the CDOL values of all GENERATE AC commands so far
};

// Combined DDA and cryptogram generation (EMV Book 2, 6.6.2): the cryptogram, when the card's
// signature over it, the cryptogram information and the whole exchange is good. Keeps 9F4C.
OdaResult<Bytes> verifyCombinedAuthentication(Session& session, const SignedAnswer& answer);

}  // namespace tappay::emv
