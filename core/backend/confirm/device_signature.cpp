#include "backend/confirm/device_signature.h"

#include <algorithm>

#include "crypto/hash.h"

namespace tappay::backend {

namespace {

// RFC 8017, 9.2, note 1: DigestInfo of SHA-256 up to the hash.
constexpr std::uint8_t kDigestInfo[] = {0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
                                        0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20};
constexpr std::size_t kLeastModulus = 256;  // octets

// EMSA-PKCS1-v1_5: made anew and compared as a whole, since taking one apart invites forgery.
Bytes encoded(ByteView message, std::size_t size) {
    const auto tail = concat({kDigestInfo, crypto::sha256(message)});
    Bytes whole(size, 0xFF);
    whole[0] = 0x00;
    whole[1] = 0x01;
    whole[size - tail.size() - 1] = 0x00;
    std::ranges::copy(tail, whole.end() - static_cast<std::ptrdiff_t>(tail.size()));
    return whole;
}

bool verify(const crypto::RsaPublicKey& key, ByteView message, ByteView signature) {
    if (key.modulus.size() < kLeastModulus || signature.size() != key.modulus.size()) return false;
    const auto recovered = crypto::rsaRecover(key, signature);
    return recovered && *recovered == encoded(message, key.modulus.size());
}

bool verify(const crypto::EcPublicKey& key, ByteView message, ByteView signature) {
    if (key.curve != crypto::Curve::P256) return false;
    const auto verifier = crypto::EcVerifier::create(key);
    return verifier && signature.size() == 64 && verifier->verifyEcdsa(message, signature);
}

}  // namespace

bool verifyDeviceSignature(const crypto::CertifiedKey& key, ByteView message, ByteView signature) {
    return std::visit([&](const auto& known) { return verify(known, message, signature); }, key);
}

}  // namespace tappay::backend
