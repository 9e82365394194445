#include <cstdlib>

#include "crypto/jose.h"

// base64url has one text for each row of octets, and a parsed JWS is the text it came from.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tappay;
    static const auto key = crypto::EcPrivateKey::generate(crypto::Curve::P256);
    const std::string text(data, data + size);
    if (const auto octets = crypto::fromBase64Url(text))
        if (crypto::base64Url(*octets) != text) std::abort();
    if (const auto jws = crypto::jwsParse(text))
        if (jws->signingInput + "." + crypto::base64Url(jws->signature) != text) std::abort();
    (void)crypto::jweOpen(*key, text);
    return 0;
}
