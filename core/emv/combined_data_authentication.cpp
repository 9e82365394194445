#include "emv/combined_data_authentication.h"

#include <algorithm>

#include "emv/session.h"
#include "emv/signed_data.h"
#include "emv/tags.h"

namespace tappay::emv {

namespace {

constexpr std::size_t kCryptogramLength = 8;

}  // namespace

OdaResult<Bytes> verifyCombinedAuthentication(Session& session, const SignedAnswer& answer) {
    const auto& iccKey = session.authentication.iccKey;
    if (!iccKey) return std::unexpected(OdaFault::DataMissing);
    const auto dynamic = verifySignedDynamicData(*iccKey, answer.signature,
                                                 session.data.get(tag::kUnpredictableNumber));
    if (!dynamic) return std::unexpected(dynamic.error());
    // With SM2 the hash of the exchange is SM3's 32 octets in the place of SHA-1's 20. JR/T 0025.17
    // leaves that point open to doubt; no other length fits its rule that SM3 is the only hash.
    const Bytes hash =
        hashFor(*iccKey, concat({session.pdolData, answer.cdolData, answer.otherObjects}));
    // Book 2, table 19: cryptogram information, cryptogram, transaction data hash code.
    const ByteView rest = dynamic->rest;
    if (rest.size() < 1 + kCryptogramLength + hash.size() || rest[0] != answer.cid)
        return std::unexpected(OdaFault::Invalid);
    if (!std::ranges::equal(hash, rest.subspan(1 + kCryptogramLength, hash.size())))
        return std::unexpected(OdaFault::Invalid);
    session.data.set(tag::kIccDynamicNumber, dynamic->dynamicNumber);
    const ByteView cryptogram = rest.subspan(1, kCryptogramLength);
    return Bytes(cryptogram.begin(), cryptogram.end());
}

}  // namespace tappay::emv
