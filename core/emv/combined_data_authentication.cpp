#include "emv/combined_data_authentication.h"

#include <algorithm>

#include "emv/session.h"
#include "emv/tags.h"
#include "emv/verdict.h"

namespace tappay::emv {

namespace {

constexpr std::size_t kCryptogramLength = 8;

// Dynamic number and cryptogram.
OdaResult<SignedDynamicData> verify(const Session& session, const PublicKey& iccKey,
                                    const SignedAnswer& answer) {
    auto dynamic = verifySignedDynamicData(iccKey, answer.signature,
                                           session.data.get(tag::kUnpredictableNumber));
    if (!dynamic) return dynamic;
    // UNCERTAIN: JR/T 0025.17 does not show this hash for SM2. SM3's 32 octets stand in the place
    // of SHA-1's 20, as SM3 is its only hash.
    const Bytes hash =
        hashFor(iccKey, concat({session.pdolData, answer.cdolData, answer.otherObjects}));
    // Book 2, table 19: cryptogram information, cryptogram, transaction data hash code.
    const ByteView rest = dynamic->rest;
    if (rest.size() < 1 + kCryptogramLength + hash.size() || rest[0] != answer.cid)
        return std::unexpected(OdaFault::Invalid);
    if (!std::ranges::equal(hash, rest.subspan(1 + kCryptogramLength, hash.size())))
        return std::unexpected(OdaFault::Invalid);
    const ByteView cryptogram = rest.subspan(1, kCryptogramLength);
    return SignedDynamicData{std::move(dynamic->dynamicNumber),
                             Bytes(cryptogram.begin(), cryptogram.end())};
}

}  // namespace

OdaResult<Bytes> verifyCombinedAuthentication(Session& session, const SignedAnswer& answer) {
    const auto& iccKey = session.authentication.iccKey;
    if (!iccKey) return std::unexpected(OdaFault::DataMissing);
    const auto signedData = judge(session.trace, "combined-signature",
                                  [&] { return verify(session, *iccKey, answer); });
    if (!signedData) return std::unexpected(signedData.error());
    session.data.set(tag::kIccDynamicNumber, signedData->dynamicNumber);
    return signedData->rest;
}

}  // namespace tappay::emv
