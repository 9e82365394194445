#include "crypto/hash.h"

#include <cstdlib>

#include "crypto/openssl.h"

namespace tappay::crypto {

namespace {

// A hash can only fail when OpenSSL lacks it or memory is gone; going on with a wrong hash would be
// worse than stopping.
Bytes digest(const EVP_MD* algorithm, ByteView data) {
    if (algorithm == nullptr) std::abort();
    Bytes hash(static_cast<std::size_t>(EVP_MD_get_size(algorithm)));
    unsigned int size = 0;
    if (EVP_Digest(data.data(), data.size(), hash.data(), &size, algorithm, nullptr) != 1)
        std::abort();
    return hash;
}

char* sha256Name() {
    static char name[] = "SHA256";
    return name;
}

OSSL_PARAM octets(const char* name, ByteView value) {
    return OSSL_PARAM_construct_octet_string(name, const_cast<std::uint8_t*>(value.data()),
                                             value.size());
}

Bytes derive(const EVP_KDF* algorithm, const OSSL_PARAM* parameters, std::size_t length) {
    const KdfContext context(EVP_KDF_CTX_new(const_cast<EVP_KDF*>(algorithm)));
    Bytes key(length);
    if (context == nullptr || EVP_KDF_derive(context.get(), key.data(), length, parameters) != 1)
        return {};
    return key;
}

}  // namespace

Bytes sha1(ByteView data) {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA1", nullptr);
    return digest(algorithm, data);
}

Bytes sha256(ByteView data) {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return digest(algorithm, data);
}

Bytes sm3(ByteView data) {
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SM3", nullptr);
    return digest(algorithm, data);
}

Bytes hkdfSha256(ByteView secret, ByteView salt, ByteView info, std::size_t length) {
    static const EVP_KDF* const algorithm = EVP_KDF_fetch(nullptr, "HKDF", nullptr);
    // RFC 5869, 2.2: an absent salt is a hash's length of zeros.
    static constexpr std::uint8_t noSalt[32] = {};
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, sha256Name(), 0),
        octets(OSSL_KDF_PARAM_KEY, secret),
        octets(OSSL_KDF_PARAM_SALT, salt.empty() ? ByteView(noSalt) : salt),
        octets(OSSL_KDF_PARAM_INFO, info), OSSL_PARAM_construct_end()};
    return derive(algorithm, parameters, length);
}

Bytes concatKdf(ByteView secret, std::size_t length, ByteView otherInfo) {
    static const EVP_KDF* const algorithm = EVP_KDF_fetch(nullptr, "SSKDF", nullptr);
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, sha256Name(), 0),
        octets(OSSL_KDF_PARAM_KEY, secret), octets(OSSL_KDF_PARAM_INFO, otherInfo),
        OSSL_PARAM_construct_end()};
    return derive(algorithm, parameters, length);
}

}  // namespace tappay::crypto
