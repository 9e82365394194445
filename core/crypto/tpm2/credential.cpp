#include "crypto/tpm2/credential.h"

#include "crypto/openssl.h"
#include "crypto/tpm2/constants.h"
#include "crypto/tpm2/marshalling.h"
#include "crypto/tpm2/protection.h"

namespace tappay::crypto::tpm2 {

namespace {

template <typename PrivateKey>
Result<SecretBytes> open(const PrivateKey& endorsement, ByteView name,
                         const Credential& credential) {
    TAPPAY_TRY(seed, receiveSeed(endorsement, kIdentityLabel, credential.secret));
    TAPPAY_TRY(contents, unprotect(seed.view(), name, credential.object));
    Reader reader(contents.view());
    const ByteView secret = reader.sized(kDigest);
    if (!reader.finished() || secret.empty()) return cryptoFailed("credential");
    return SecretBytes(secret);
}

}  // namespace

Result<Credential> makeCredential(const PublicArea& endorsement, ByteView attestationName,
                                  ByteView secret, Random& random) {
    if (endorsement.role != Role::Endorsement || attestationName.size() != kName ||
        secret.empty() || secret.size() > kDigest)
        return fail(FailureCode::InputMalformed, "credential");
    TAPPAY_TRY(sent, sendSeed(endorsement, kIdentityLabel, random));
    ScratchBytes contents{Bytes()};
    contents.octets.reserve(2 + kDigest);
    putSized(contents.octets, secret);
    TAPPAY_TRY(object, protect(sent.seed.view(), attestationName, contents.view()));
    return Credential{std::move(object), std::move(sent.secret)};
}

Result<SecretBytes> openCredential(const EcPrivateKey& endorsement, ByteView attestationName,
                                   const Credential& credential) {
    return open(endorsement, attestationName, credential);
}

Result<SecretBytes> openCredential(const RsaPrivateKey& endorsement, ByteView attestationName,
                                   const Credential& credential) {
    return open(endorsement, attestationName, credential);
}

}  // namespace tappay::crypto::tpm2
