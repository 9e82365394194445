#include "simulator/device/key.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace tappay::simulator::device {

namespace {

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Memory = std::unique_ptr<BIO, Freed<BIO_free_all>>;

constexpr std::size_t kDigest = 32, kModulus = 256;

std::string contents(BIO* memory) {
    char* text = nullptr;
    const auto size = BIO_get_mem_data(memory, &text);
    return {text, static_cast<std::size_t>(size)};
}

std::unexpected<Failure> failed(const char* what) {
    return fail(FailureCode::CryptoFailed, what);
}

}  // namespace

struct DeviceKey::Impl {
    Key key;
};

DeviceKey::DeviceKey(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
DeviceKey::DeviceKey(DeviceKey&&) noexcept = default;
DeviceKey& DeviceKey::operator=(DeviceKey&&) noexcept = default;
DeviceKey::~DeviceKey() = default;

Result<DeviceKey> DeviceKey::generate(KeyKind kind) {
    Key key(kind == KeyKind::P256 ? EVP_EC_gen("P-256") : EVP_RSA_gen(8 * kModulus));
    if (!key) return failed("key of a device");
    return DeviceKey(std::make_unique<Impl>(std::move(key)));
}

Result<DeviceKey> DeviceKey::fromPem(const std::string& pem) {
    const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    Key key(PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr));
    if (!key) return failed("key of a device");
    return DeviceKey(std::make_unique<Impl>(std::move(key)));
}

KeyKind DeviceKey::kind() const {
    return EVP_PKEY_is_a(m_impl->key.get(), "RSA") == 1 ? KeyKind::Rsa2048 : KeyKind::P256;
}

Result<std::string> DeviceKey::toPem() const {
    const Memory memory(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PrivateKey(memory.get(), m_impl->key.get(), nullptr, nullptr, 0, nullptr,
                                 nullptr) != 1)
        return failed("key of a device as PEM");
    return contents(memory.get());
}

Result<crypto::CertifiedKey> DeviceKey::publicKey() const {
    if (kind() == KeyKind::P256) {
        Bytes point(1 + 64);
        std::size_t size = 0;
        if (EVP_PKEY_get_octet_string_param(m_impl->key.get(), "pub", point.data(), point.size(),
                                            &size) != 1 ||
            size != point.size())
            return failed("point of a device");
        return crypto::EcPublicKey{crypto::Curve::P256, Bytes(point.begin() + 1, point.end())};
    }
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(m_impl->key.get(), "n", &number) != 1) return failed("modulus");
    Bytes modulus(kModulus);
    BN_bn2binpad(number, modulus.data(), static_cast<int>(modulus.size()));
    BN_free(number);
    return crypto::RsaPublicKey{std::move(modulus), {0x01, 0x00, 0x01}};
}

Result<Bytes> DeviceKey::authenticate(ByteView input) const {
    const bool rsa = kind() == KeyKind::Rsa2048;
    if (input.size() != (rsa ? kModulus : kDigest)) return failed("length of what is to be signed");
    const Context context(EVP_PKEY_CTX_new_from_pkey(nullptr, m_impl->key.get(), nullptr));
    Bytes signature(kModulus);
    std::size_t size = signature.size();
    if (!context || EVP_PKEY_sign_init(context.get()) != 1 ||
        (rsa && EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) != 1) ||
        EVP_PKEY_sign(context.get(), signature.data(), &size, input.data(), input.size()) != 1)
        return failed("signature of a device");
    signature.resize(size);
    return signature;
}

Result<Bytes> DeviceKey::sign(ByteView message) const {
    const Digest digest(EVP_MD_CTX_new());
    Bytes signature(kModulus);
    std::size_t size = signature.size();
    if (!digest ||
        EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, m_impl->key.get()) != 1 ||
        EVP_DigestSign(digest.get(), signature.data(), &size, message.data(), message.size()) != 1)
        return failed("signature of a device");
    signature.resize(size);
    return signature;
}

}  // namespace tappay::simulator::device
