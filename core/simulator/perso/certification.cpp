#include "simulator/perso/certification.h"

#include <algorithm>

#include "simulator/card/signed_data.h"

namespace tappay::simulator {
namespace {

constexpr std::uint8_t kIssuerFormat = 0x02, kCardFormat = 0x04, kSha1 = 0x01, kRsa = 0x01;
constexpr std::size_t kIssuerOverhead = 36, kCardOverhead = 42;

// What both certificates hold after the owner's number: expiry, serial number, algorithms, key.
Result<Certificate> certify(const crypto::RsaPrivateKey& signer, const crypto::RsaPublicKey& key,
                            std::uint8_t format, ByteView owner, std::string_view expiry,
                            std::size_t overhead, ByteView alsoHashed) {
    TAPPAY_TRY(validUntil, fromHex(expiry));
    const auto room = signer.publicKey.modulus.size() - overhead;
    const auto inside = std::min(room, key.modulus.size());
    const Bytes serial{0x00, 0x00, 0x01}, head{format};
    const Bytes algorithms{kSha1, kRsa, static_cast<std::uint8_t>(key.modulus.size()),
                           static_cast<std::uint8_t>(key.exponent.size())};
    const auto modulus = ByteView(key.modulus);
    const auto rest = modulus.subspan(inside);
    TAPPAY_TRY(signature, signWithRecovery(signer,
                                           concat({head, owner, validUntil, serial, algorithms,
                                                   modulus.first(inside)}),
                                           concat({rest, key.exponent, alsoHashed})));
    return Certificate{std::move(signature), Bytes(rest.begin(), rest.end())};
}

}  // namespace

Result<Bytes> paddedDigits(std::string_view digits, std::size_t octets) {
    std::string padded(digits.substr(0, octets * 2));
    padded.resize(octets * 2, 'F');
    return fromHex(padded);
}

Result<Certificate> certifyIssuer(const crypto::RsaPrivateKey& authority,
                                  const crypto::RsaPublicKey& issuer, std::string_view prefix,
                                  std::string_view expiry) {
    TAPPAY_TRY(owner, paddedDigits(prefix, 4));
    return certify(authority, issuer, kIssuerFormat, owner, expiry, kIssuerOverhead, {});
}

Result<Certificate> certifyCard(const crypto::RsaPrivateKey& issuer,
                                const crypto::RsaPublicKey& card, std::string_view pan,
                                std::string_view expiry, ByteView staticData) {
    TAPPAY_TRY(owner, paddedDigits(pan, 10));
    return certify(issuer, card, kCardFormat, owner, expiry, kCardOverhead, staticData);
}

Result<Bytes> signStaticData(const crypto::RsaPrivateKey& issuer, ByteView staticData) {
    // Format 03, hash algorithm, data authentication code.
    const Bytes head{0x03, kSha1, 0xDA, 0xC1};
    return signWithRecovery(issuer, head, staticData);
}

}  // namespace tappay::simulator
