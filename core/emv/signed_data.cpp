#include "emv/signed_data.h"

#include <algorithm>

#include "crypto/hash.h"
#include "emv/rsa_certificates.h"
#include "emv/sm2_certificates.h"

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

OdaResult<Bytes> verifyStatic(const crypto::RsaPublicKey& key, ByteView signature,
                              ByteView staticData) {
    const auto recovered = recoverSigned(key, signature, 0x03);
    if (!recovered) return std::unexpected(recovered.error());
    constexpr std::size_t kOverhead = 26;
    if (recovered->size() < kOverhead || !hashMatches(*recovered, staticData))
        return std::unexpected(OdaFault::Invalid);
    return Bytes(recovered->begin() + 3, recovered->begin() + 5);
}

OdaResult<Bytes> verifyStatic(const Sm2PublicKey& key, ByteView signature, ByteView staticData) {
    constexpr std::size_t kMessage = 3;  // 13 and the code
    if (signature.size() != kMessage + kSm2SignatureLength)
        return std::unexpected(OdaFault::Invalid);
    const auto message = verifySm2Signed(key, signature, 0x13, staticData);
    if (!message) return std::unexpected(message.error());
    return Bytes(message->begin() + 1, message->end());
}

// The ICC dynamic data, which begin with the length and the value of 9F4C (Book 2, 6.5.1).
OdaResult<SignedDynamicData> dissectDynamicData(ByteView dynamic) {
    if (dynamic.empty()) return std::unexpected(OdaFault::Invalid);
    const std::size_t numberLength = dynamic[0];
    if (numberLength < 2 || numberLength > 8 || numberLength + 1 > dynamic.size())
        return std::unexpected(OdaFault::Invalid);
    const ByteView number = dynamic.subspan(1, numberLength);
    const ByteView rest = dynamic.subspan(1 + numberLength);
    return SignedDynamicData{Bytes(number.begin(), number.end()), Bytes(rest.begin(), rest.end())};
}

OdaResult<SignedDynamicData> verifyDynamic(const crypto::RsaPublicKey& key, ByteView signature,
                                           ByteView terminalData) {
    const auto recovered = recoverSigned(key, signature, 0x05);
    if (!recovered) return std::unexpected(recovered.error());
    constexpr std::size_t kOverhead = 25;
    if (recovered->size() < kOverhead || !hashMatches(*recovered, terminalData))
        return std::unexpected(OdaFault::Invalid);
    const std::size_t length = (*recovered)[3];
    if (length > recovered->size() - kOverhead) return std::unexpected(OdaFault::Invalid);
    return dissectDynamicData(ByteView(*recovered).subspan(4, length));
}

OdaResult<SignedDynamicData> verifyDynamic(const Sm2PublicKey& key, ByteView signature,
                                           ByteView terminalData) {
    const auto message = verifySm2Signed(key, signature, 0x15, terminalData);
    if (!message) return std::unexpected(message.error());
    constexpr std::size_t kHead = 2;  // 15 and the length
    if (message->size() < kHead || message->size() != kHead + (*message)[1])
        return std::unexpected(OdaFault::Invalid);
    return dissectDynamicData(message->subspan(kHead));
}

}  // namespace

OdaResult<Bytes> verifySignedStaticData(const PublicKey& issuerKey, ByteView signature,
                                        ByteView staticData) {
    return std::visit([&](const auto& key) { return verifyStatic(key, signature, staticData); },
                      issuerKey);
}

OdaResult<SignedDynamicData> verifySignedDynamicData(const PublicKey& iccKey, ByteView signature,
                                                     ByteView terminalData) {
    return std::visit([&](const auto& key) { return verifyDynamic(key, signature, terminalData); },
                      iccKey);
}

Bytes hashFor(const PublicKey& key, ByteView data) {
    return isSm2(key) ? crypto::sm3(data) : crypto::sha1(data);
}

}  // namespace tappay::emv
