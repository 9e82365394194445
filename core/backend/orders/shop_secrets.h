#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace tappay::backend {

// What a shop and the back end know of each other: the API key as its hash alone, the secret of the
// webhook under a key that is derived from the configured lookup key for this one use.
class ShopSecrets {
public:
    ShopSecrets(ByteView lookupKey, Random& random);

    // 256 random bits in base64url behind a prefix that says what it is.
    [[nodiscard]] SecretBytes makeApiKey() const;         // "tp_..."
    [[nodiscard]] SecretBytes makeWebhookSecret() const;  // "whsec_..."
    static Bytes hashOf(std::string_view apiKey);

    // AES-256-GCM, bound to the merchant.
    [[nodiscard]] Result<Bytes> seal(const SecretBytes& secret,
                                     const std::string& merchantId) const;
    // KeyUnavailable when sealed under another key or for another shop.
    [[nodiscard]] Result<SecretBytes> open(ByteView sealed, const std::string& merchantId) const;

private:
    [[nodiscard]] SecretBytes make(std::string_view prefix) const;

    SecretBytes m_key;
    Random& m_random;
};

}  // namespace tappay::backend
