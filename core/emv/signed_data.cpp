#include "emv/signed_data.h"

#include <algorithm>

#include "crypto/hash.h"

namespace tappay::emv {

namespace {

constexpr std::size_t kHashLength = 20;
constexpr std::uint8_t kSha1 = 0x01;

// Header, format, hash algorithm and what follows, to the hash and the trailer (Book 2, tables 7
// and 17): the hash covers all between header and hash, then the data of the other side.
bool hashMatches(ByteView recovered, ByteView alsoHashed) {
    const ByteView hashed = recovered.subspan(1, recovered.size() - kHashLength - 2);
    const ByteView hash = recovered.last(kHashLength + 1).first(kHashLength);
    return recovered[2] == kSha1 &&
           std::ranges::equal(crypto::sha1(concat({hashed, alsoHashed})), hash);
}

}  // namespace

OdaResult<Bytes> verifySignedStaticData(const crypto::RsaPublicKey& issuerKey, ByteView signature,
                                        ByteView staticData) {
    const auto recovered = recoverSigned(issuerKey, signature, 0x03);
    if (!recovered) return std::unexpected(recovered.error());
    constexpr std::size_t kOverhead = 26;
    if (recovered->size() < kOverhead || !hashMatches(*recovered, staticData))
        return std::unexpected(OdaFault::Invalid);
    return Bytes(recovered->begin() + 3, recovered->begin() + 5);
}

OdaResult<SignedDynamicData> recoverSignedDynamicData(const crypto::RsaPublicKey& iccKey,
                                                      ByteView signature, ByteView terminalData) {
    const auto recovered = recoverSigned(iccKey, signature, 0x05);
    if (!recovered) return std::unexpected(recovered.error());
    constexpr std::size_t kOverhead = 25;
    if (recovered->size() < kOverhead || !hashMatches(*recovered, terminalData))
        return std::unexpected(OdaFault::Invalid);
    const std::size_t length = (*recovered)[3];
    if (length == 0 || length > recovered->size() - kOverhead)
        return std::unexpected(OdaFault::Invalid);
    const ByteView dynamic = ByteView(*recovered).subspan(4, length);
    const std::size_t numberLength = dynamic[0];
    if (numberLength < 2 || numberLength > 8 || numberLength + 1 > length)
        return std::unexpected(OdaFault::Invalid);
    const ByteView number = dynamic.subspan(1, numberLength);
    const ByteView rest = dynamic.subspan(1 + numberLength);
    return SignedDynamicData{Bytes(number.begin(), number.end()), Bytes(rest.begin(), rest.end())};
}

}  // namespace tappay::emv
