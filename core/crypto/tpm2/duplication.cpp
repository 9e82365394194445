#include "crypto/tpm2/duplication.h"

#include "crypto/hash.h"
#include "crypto/openssl.h"
#include "crypto/tpm2/constants.h"
#include "crypto/tpm2/marshalling.h"
#include "crypto/tpm2/protection.h"

namespace tappay::crypto::tpm2 {

namespace {

constexpr std::size_t kHmacKey = 32;

// TPMT_PUBLIC up to its unique field. What came from outside can be neither fixed to the chip nor
// made by it; who may use the storage key may use what is below it.
Bytes beforeUnique() {
    Bytes area;
    putNumber(area, 2, kKeyedHash);
    putNumber(area, 2, kSha256);
    putNumber(area, 4, kUserWithAuth | kNoDictionaryAttack | kSign);
    putSized(area, {});
    putNumber(area, 2, kHmac);
    putNumber(area, 2, kSha256);
    return area;
}

// The unique field of a symmetric key binds its value without telling it (part 1, 27.5.3.2).
Bytes publicAreaOf(ByteView obfuscation, ByteView key) {
    const ScratchBytes both(concat({obfuscation, key}));
    Bytes area = beforeUnique();
    putSized(area, sha256(both.view()));
    return area;
}

// TPM2B_SENSITIVE: type, no authorisation value, obfuscation value and key.
ScratchBytes sensitiveOf(ByteView obfuscation, ByteView key) {
    constexpr std::size_t size = 2 + 2 + 2 + kDigest + 2 + kHmacKey;
    ScratchBytes sensitive{Bytes()};
    sensitive.octets.reserve(2 + size);
    putNumber(sensitive.octets, 2, size);
    putNumber(sensitive.octets, 2, kKeyedHash);
    putSized(sensitive.octets, {});
    putSized(sensitive.octets, obfuscation);
    putSized(sensitive.octets, key);
    return sensitive;
}

}  // namespace

Result<WrappedKey> wrapHmacKey(const PublicArea& storage, ByteView key, Random& random) {
    if (storage.role != Role::Storage || key.size() != kHmacKey)
        return fail(FailureCode::InputMalformed, "key to wrap");
    Scratch<kDigest> obfuscation;
    random.fill(obfuscation.writable());
    Bytes area = publicAreaOf(obfuscation.view(), key);
    TAPPAY_TRY(sent, sendSeed(storage, kDuplicateLabel, random));
    const ScratchBytes sensitive = sensitiveOf(obfuscation.view(), key);
    TAPPAY_TRY(duplicate, protect(sent.seed.view(), nameOf(area), sensitive.view()));
    return WrappedKey{std::move(area), std::move(duplicate), std::move(sent.secret)};
}

Result<SecretBytes> unwrapHmacKey(const EcPrivateKey& storage, const WrappedKey& wrapped) {
    TAPPAY_TRY(seed, receiveSeed(storage, kDuplicateLabel, wrapped.seed));
    TAPPAY_TRY(contents, unprotect(seed.view(), nameOf(wrapped.publicArea), wrapped.duplicate));
    Reader reader(contents.view());
    const bool whole = reader.number(2) + 2 == contents.octets.size();
    const bool keyedHash = reader.number(2) == kKeyedHash;
    reader.sized(0);  // no authorisation value
    const ByteView obfuscation = reader.sized(kDigest);
    const ByteView key = reader.sized(kHmacKey);
    if (!reader.finished() || !whole || !keyedHash || key.size() != kHmacKey)
        return cryptoFailed("wrapped key is no HMAC key");
    if (publicAreaOf(obfuscation, key) != wrapped.publicArea)
        return cryptoFailed("wrapped key has another public area");
    return SecretBytes(key);
}

}  // namespace tappay::crypto::tpm2
