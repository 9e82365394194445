#include "crypto/jose.h"
#include "crypto/jose_header.h"

namespace tappay::crypto {

namespace {

constexpr std::size_t kSignatureOctets = 64;

}  // namespace

Result<std::string> jwsSign(std::string_view kid, ByteView payload, const SignFunction& sign) {
    if (!isKeyId(kid)) return fail(FailureCode::InputMalformed, "key identifier");
    const std::string header = R"({"alg":"ES256","kid":")" + std::string(kid) + R"("})";
    std::string compact = base64Url(asBytes(header)) + "." + base64Url(payload);
    TAPPAY_TRY(signature, sign(asBytes(compact)));
    if (signature.size() != kSignatureOctets)
        return fail(FailureCode::CryptoFailed, "ES256 signature is not 64 octets");
    compact += "." + base64Url(signature);
    if (compact.size() > kMaxCompact) return fail(FailureCode::InputMalformed, "JWS over 64 KiB");
    return compact;
}

Result<JwsParts> jwsParse(std::string_view compact) {
    TAPPAY_TRY(parts, splitCompact(compact, 3));
    TAPPAY_TRY(header, fromBase64Url(parts[0]));
    TAPPAY_TRY(members, parseJoseHeader(toText(header), {"alg", "kid"}));
    if (members["alg"] != "ES256") return fail(FailureCode::InputMalformed, "JWS is not ES256");
    if (!isKeyId(members["kid"])) return fail(FailureCode::InputMalformed, "key identifier");
    TAPPAY_TRY(payload, fromBase64Url(parts[1]));
    TAPPAY_TRY(signature, fromBase64Url(parts[2]));
    if (signature.size() != kSignatureOctets)
        return fail(FailureCode::InputMalformed, "ES256 signature is not 64 octets");
    JwsParts result;
    result.kid = std::move(members["kid"]);
    result.payload = std::move(payload);
    result.signingInput = compact.substr(0, parts[0].size() + 1 + parts[1].size());
    result.signature = std::move(signature);
    return result;
}

Result<Bytes> jwsVerify(const JwsParts& parts, const EcVerifier& verifier) {
    if (!verifier.verifyEcdsa(asBytes(parts.signingInput), parts.signature))
        return fail(FailureCode::CryptoFailed, "JWS signature does not fit");
    return parts.payload;
}

}  // namespace tappay::crypto
