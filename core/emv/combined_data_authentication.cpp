#include "emv/combined_data_authentication.h"

#include <algorithm>

#include "crypto/hash.h"
#include "emv/session.h"
#include "emv/signed_data.h"
#include "emv/tags.h"

namespace tappay::emv {

namespace {

constexpr std::size_t kCryptogramLength = 8;
constexpr std::size_t kHashLength = 20;

}  // namespace

OdaResult<Bytes> verifyCombinedAuthentication(Session& session, const SignedAnswer& answer) {
    const auto& iccKey = session.authentication.iccKey;
    if (!iccKey) return std::unexpected(OdaFault::DataMissing);
    const auto dynamic = recoverSignedDynamicData(*iccKey, answer.signature,
                                                  session.data.get(tag::kUnpredictableNumber));
    if (!dynamic) return std::unexpected(dynamic.error());
    // Book 2, table 19: cryptogram information, cryptogram, transaction data hash code.
    const ByteView rest = dynamic->rest;
    if (rest.size() < 1 + kCryptogramLength + kHashLength || rest[0] != answer.cid)
        return std::unexpected(OdaFault::Invalid);
    const Bytes hash =
        crypto::sha1(concat({session.pdolData, answer.cdolData, answer.otherObjects}));
    if (!std::ranges::equal(hash, rest.subspan(1 + kCryptogramLength, kHashLength)))
        return std::unexpected(OdaFault::Invalid);
    session.data.set(tag::kIccDynamicNumber, dynamic->dynamicNumber);
    const ByteView cryptogram = rest.subspan(1, kCryptogramLength);
    return Bytes(cryptogram.begin(), cryptogram.end());
}

}  // namespace tappay::emv
