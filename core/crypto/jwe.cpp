#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "crypto/jose.h"
#include "crypto/jose_header.h"
#include "crypto/scratch.h"

namespace tappay::crypto {

namespace {

constexpr std::size_t kCoordinate = 32;
constexpr std::size_t kKeyOctets = 32;
constexpr std::size_t kNonceOctets = 12;

void appendNumber(Bytes& to, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        to.push_back(static_cast<std::uint8_t>(value >> shift));
}

// RFC 7518, 4.6.2, without party information: the content key is the derived key itself.
ScratchBytes contentKey(const SecretBytes& shared) {
    static constexpr std::string_view algorithm = "A256GCM";
    Bytes otherInfo;
    appendNumber(otherInfo, algorithm.size());
    append(otherInfo, asBytes(algorithm));
    appendNumber(otherInfo, 0);
    appendNumber(otherInfo, 0);
    appendNumber(otherInfo, kKeyOctets * 8);
    return ScratchBytes(concatKdf(shared.view(), kKeyOctets, otherInfo));
}

Result<EcPublicKey> ephemeralKey(const JoseMembers& members) {
    TAPPAY_TRY(x, fromBase64Url(members.at("epk.x")));
    TAPPAY_TRY(y, fromBase64Url(members.at("epk.y")));
    if (members.at("epk.kty") != "EC" || members.at("epk.crv") != "P-256" ||
        x.size() != kCoordinate || y.size() != kCoordinate)
        return fail(FailureCode::InputMalformed, "JWE ephemeral key is not on P-256");
    return EcPublicKey{Curve::P256, concat({x, y})};
}

}  // namespace

Result<std::string> jweSeal(const EcPublicKey& to, std::string_view kid, ByteView plaintext,
                            Random& random) {
    if (!isKeyId(kid)) return fail(FailureCode::InputMalformed, "key identifier");
    TAPPAY_TRY(ephemeral, EcPrivateKey::generate(Curve::P256));
    TAPPAY_TRY(shared, ephemeral.agree(to));
    const ByteView point = ephemeral.publicKey().point;
    const std::string header = R"({"alg":"ECDH-ES","enc":"A256GCM","kid":")" + std::string(kid) +
                               R"(","epk":{"kty":"EC","crv":"P-256","x":")" +
                               base64Url(point.first(kCoordinate)) + R"(","y":")" +
                               base64Url(point.last(kCoordinate)) + R"("}})";
    const std::string encodedHeader = base64Url(asBytes(header));
    Bytes nonce(kNonceOctets);
    random.fill(nonce);
    TAPPAY_TRY(sealed,
               sealGcm(contentKey(shared).view(), nonce, asBytes(encodedHeader), plaintext));
    // The second part would be a wrapped key; direct agreement leaves it empty.
    std::string compact = encodedHeader + ".." + base64Url(nonce) + "." +
                          base64Url(sealed.ciphertext) + "." + base64Url(sealed.tag);
    if (compact.size() > kMaxCompact) return fail(FailureCode::InputMalformed, "JWE over 64 KiB");
    return compact;
}

Result<SecretBytes> jweOpen(const EcPrivateKey& key, std::string_view compact) {
    TAPPAY_TRY(parts, splitCompact(compact, 5));
    TAPPAY_TRY(header, fromBase64Url(parts[0]));
    TAPPAY_TRY(members, parseJoseHeader(toText(header), {"alg", "enc", "kid", "epk.kty", "epk.crv",
                                                         "epk.x", "epk.y"}));
    if (members["alg"] != "ECDH-ES" || members["enc"] != "A256GCM")
        return fail(FailureCode::InputMalformed, "JWE is not ECDH-ES with A256GCM");
    if (!parts[1].empty())
        return fail(FailureCode::InputMalformed, "JWE of direct agreement has a wrapped key");
    TAPPAY_TRY(ephemeral, ephemeralKey(members));
    TAPPAY_TRY(nonce, fromBase64Url(parts[2]));
    TAPPAY_TRY(ciphertext, fromBase64Url(parts[3]));
    TAPPAY_TRY(tag, fromBase64Url(parts[4]));
    TAPPAY_TRY(shared, key.agree(ephemeral));
    TAPPAY_TRY(plaintext,
               openGcm(contentKey(shared).view(), nonce, asBytes(parts[0]), ciphertext, tag));
    return SecretBytes(ScratchBytes(std::move(plaintext)).view());
}

}  // namespace tappay::crypto
