#include "crypto/tpm2/protection.h"

#include "crypto/ec_key.h"
#include "crypto/hash.h"
#include "crypto/mac.h"
#include "crypto/tpm2/constants.h"
#include "crypto/tpm2/marshalling.h"

namespace tappay::crypto::tpm2 {

namespace {

constexpr std::size_t kAesKey = 16;

// Labels are written with their terminating zero.
Bytes labelOf(std::string_view text) {
    Bytes label = toBytes(text);
    label.push_back(0x00);
    return label;
}

// With a zero IV: every key is used once.
Result<Bytes> cfb(ByteView key, ByteView data, bool encrypt) {
    static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-128-CFB", nullptr);
    static constexpr std::uint8_t iv[kAesKey] = {};
    const CipherContext context(EVP_CIPHER_CTX_new());
    Bytes result(data.size());
    int written = 0;
    if (cipher == nullptr || context == nullptr ||
        EVP_CipherInit_ex2(context.get(), cipher, key.data(), iv, encrypt ? 1 : 0, nullptr) != 1 ||
        EVP_CipherUpdate(context.get(), result.data(), &written, data.data(),
                         static_cast<int>(data.size())) != 1 ||
        static_cast<std::size_t>(written) != data.size())
        return cryptoFailed("AES-CFB");
    return result;
}

Result<Bytes> integrityOf(ByteView seed, ByteView name, ByteView enciphered) {
    TAPPAY_TRY(key, kdfA(seed, "INTEGRITY", {}, kDigest));
    return hmacSha256(key.view(), concat({enciphered, name}));
}

ByteView xOf(const EcPublicKey& key) {
    return ByteView(key.point).first(kEcCoordinate);
}

Result<EcPrivateKey> ephemeralKey(Random& random) {
    // All but one in 2^32 numbers are a P-256 key.
    for (int tries = 0; tries < 8; ++tries) {
        Scratch<kEcCoordinate> scalar;
        random.fill(scalar.writable());
        if (auto key = EcPrivateKey::fromScalar(Curve::P256, scalar.view())) return key;
    }
    return cryptoFailed("no ephemeral key");
}

Result<SentSeed> sendTo(const EcPublicKey& key, std::string_view label, Random& random) {
    TAPPAY_TRY(ephemeral, ephemeralKey(random));
    TAPPAY_TRY(shared, ephemeral.agree(key));
    const EcPublicKey& sent = ephemeral.publicKey();
    Bytes secret;
    putSized(secret, xOf(sent));
    putSized(secret, ByteView(sent.point).last(kEcCoordinate));
    return SentSeed{kdfE(shared.view(), label, xOf(sent), xOf(key)), std::move(secret)};
}

Result<SentSeed> sendTo(const RsaPublicKey& key, std::string_view label, Random& random) {
    ScratchBytes seed{Bytes(kDigest)};
    random.fill(seed.writable());
    TAPPAY_TRY(secret, rsaEncryptOaep(key, labelOf(label), seed.view()));
    return SentSeed{std::move(seed), std::move(secret)};
}

}  // namespace

Result<ScratchBytes> kdfA(ByteView key, std::string_view label, ByteView contextU,
                          std::size_t octets) {
    if (octets > kDigest) return cryptoFailed("KDFa gives one block");
    Bytes input;
    putNumber(input, 4, 1);
    append(input, labelOf(label));
    append(input, contextU);
    putNumber(input, 4, octets * 8);
    TAPPAY_TRY(block, hmacSha256(key, input));
    wipe(std::span(block).subspan(octets));
    block.resize(octets);
    return ScratchBytes(std::move(block));
}

ScratchBytes kdfE(ByteView shared, std::string_view use, ByteView partyU, ByteView partyV) {
    return ScratchBytes(concatKdf(shared, kDigest, concat({labelOf(use), partyU, partyV})));
}

Result<SentSeed> sendSeed(const PublicArea& to, std::string_view label, Random& random) {
    return std::visit([&](const auto& key) { return sendTo(key, label, random); }, to.key);
}

Result<ScratchBytes> receiveSeed(const EcPrivateKey& key, std::string_view label, ByteView secret) {
    Reader reader(secret);
    const ByteView x = reader.sized(kEcCoordinate);
    const ByteView y = reader.sized(kEcCoordinate);
    if (!reader.finished()) return cryptoFailed("secret is no point");
    const EcPublicKey sent{Curve::P256, concat({x, y})};
    TAPPAY_TRY(shared, key.agree(sent));
    return kdfE(shared.view(), label, xOf(sent), xOf(key.publicKey()));
}

Result<ScratchBytes> receiveSeed(const RsaPrivateKey& key, std::string_view label,
                                 ByteView secret) {
    TAPPAY_TRY(seed, rsaDecryptOaep(key, labelOf(label), secret));
    ScratchBytes kept(Bytes(seed.view().begin(), seed.view().end()));
    if (kept.octets.size() != kDigest) return cryptoFailed("seed is not 32 octets");
    return kept;
}

Result<Bytes> protect(ByteView seed, ByteView name, ByteView contents) {
    TAPPAY_TRY(key, kdfA(seed, "STORAGE", name, kAesKey));
    TAPPAY_TRY(enciphered, cfb(key.view(), contents, true));
    TAPPAY_TRY(integrity, integrityOf(seed, name, enciphered));
    Bytes wrapped;
    putSized(wrapped, integrity);
    append(wrapped, enciphered);
    return wrapped;
}

Result<ScratchBytes> unprotect(ByteView seed, ByteView name, ByteView wrapped) {
    if (wrapped.size() <= 2 + kDigest) return cryptoFailed("nothing is wrapped");
    const ByteView enciphered = wrapped.subspan(2 + kDigest);
    TAPPAY_TRY(integrity, integrityOf(seed, name, enciphered));
    Bytes expected;
    putSized(expected, integrity);
    if (!equalConstantTime(expected, wrapped.first(expected.size())))
        return cryptoFailed("integrity of what is wrapped");
    TAPPAY_TRY(key, kdfA(seed, "STORAGE", name, kAesKey));
    TAPPAY_TRY(contents, cfb(key.view(), enciphered, false));
    return ScratchBytes(std::move(contents));
}

}  // namespace tappay::crypto::tpm2
