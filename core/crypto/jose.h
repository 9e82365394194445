#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"
#include "crypto/ec.h"

// The two JOSE forms this product speaks, with fixed algorithms: a header that names any other is
// refused, so there is no algorithm to negotiate. The header has exactly the members of the form,
// each once, and no compact object is longer than 64 KiB; InputMalformed otherwise.
namespace tappay::crypto {

std::string base64Url(ByteView bytes);               // no padding (RFC 7515)
Result<Bytes> fromBase64Url(std::string_view text);  // InputMalformed

// Compact JWS, ES256. `kid` names the signer's key: 1 to 128 printable ASCII characters, no quote
// or backslash.
using SignFunction = std::function<Result<Bytes>(ByteView message)>;  // raw r || s
Result<std::string> jwsSign(std::string_view kid, ByteView payload, const SignFunction& sign);

struct JwsParts {
    std::string kid;
    Bytes payload;
    std::string signingInput;
    Bytes signature;
};
// Splits without verifying, so that the verifier can look up the key by kid.
Result<JwsParts> jwsParse(std::string_view compact);
// CryptoFailed when the signature does not fit.
Result<Bytes> jwsVerify(const JwsParts& parts, const EcVerifier& verifier);

// Compact JWE, ECDH-ES (direct) with A256GCM on P-256. CryptoFailed when a key or the tag doesn't
// fit.
Result<std::string> jweSeal(const EcPublicKey& to, std::string_view kid, ByteView plaintext,
                            Random& random);
Result<SecretBytes> jweOpen(const EcPrivateKey& key, std::string_view compact);

}  // namespace tappay::crypto
