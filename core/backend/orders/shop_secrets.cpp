#include "backend/orders/shop_secrets.h"

#include <algorithm>

#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "crypto/jose.h"

namespace tappay::backend {

namespace {

constexpr std::size_t kNonce = 12, kTag = 16, kKey = 32;

}  // namespace

ShopSecrets::ShopSecrets(ByteView lookupKey, Random& random) : m_random(random) {
    auto key = crypto::hkdfSha256(lookupKey, {}, asBytes("webhook secret"), kKey);
    m_key = SecretBytes(ByteView(key));
    wipe(key);
}

SecretBytes ShopSecrets::makeApiKey() const {
    return make("tp_");
}

SecretBytes ShopSecrets::makeWebhookSecret() const {
    return make("whsec_");
}

SecretBytes ShopSecrets::make(std::string_view prefix) const {
    Bytes octets(kKey);
    m_random.fill(octets);
    auto text = std::string(prefix) + crypto::base64Url(octets);
    SecretBytes secret(asBytes(text));
    wipe(octets);
    wipe(text);
    return secret;
}

Bytes ShopSecrets::hashOf(std::string_view apiKey) {
    return crypto::sha256(asBytes(apiKey));
}

Result<Bytes> ShopSecrets::seal(const SecretBytes& secret, const std::string& merchantId) const {
    Bytes sealed(kNonce);
    m_random.fill(sealed);
    TAPPAY_TRY(box, crypto::sealGcm(m_key.view(), sealed, asBytes(merchantId), secret.view()));
    append(sealed, box.ciphertext);
    append(sealed, box.tag);
    return sealed;
}

Result<SecretBytes> ShopSecrets::open(ByteView sealed, const std::string& merchantId) const {
    if (sealed.size() < kNonce + kTag) return fail(FailureCode::KeyUnavailable, "nothing sealed");
    const auto body = sealed.subspan(kNonce, sealed.size() - kNonce - kTag);
    auto plain = crypto::openGcm(m_key.view(), sealed.first(kNonce), asBytes(merchantId), body,
                                 sealed.last(kTag));
    if (!plain) return fail(FailureCode::KeyUnavailable, "sealed under another key");
    SecretBytes secret{ByteView(*plain)};
    wipe(*plain);
    return secret;
}

}  // namespace tappay::backend
