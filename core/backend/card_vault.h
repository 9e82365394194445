#pragma once

#include <string>

#include "base/random.h"
#include "protocol/messages.h"

namespace tappay::backend {

// What a reversal or a repeated advice says of the card. No track and no PIN block.
struct KeptCard {
    SecretBytes pan;     // ASCII digits
    std::string expiry;  // YYMM
    std::string panSequence;
    Bytes icc = {};  // of an advice
};

// Card data at rest. Three keys, derived from the configured lookup key by HKDF, each for one use.
class CardVault {
public:
    CardVault(ByteView lookupKey, Random& random);

    // The same card gives the same hash; without the key nobody can try card numbers against it.
    [[nodiscard]] Result<Bytes> panHash(ByteView pan) const;
    // Over everything an authorisation says, the card included: two requests under one key are
    // the same request when these agree. Sealing afresh doesn't change it.
    [[nodiscard]] Result<Bytes> digest(const protocol::AuthorisationRequest& request) const;
    // The same for an advice, which is signed afresh for each sending.
    [[nodiscard]] Result<Bytes> digest(const protocol::AdviceRequest& request) const;

    // AES-256-GCM, bound to terminal and key of the payment.
    [[nodiscard]] Result<Bytes> seal(const KeptCard& card, const std::string& terminalId,
                                     const std::string& key) const;
    // KeyUnavailable when sealed under another key or for another payment.
    [[nodiscard]] Result<KeptCard> open(ByteView sealed, const std::string& terminalId,
                                        const std::string& key) const;

private:
    [[nodiscard]] Result<Bytes> digest(const std::string& outer, const std::string& key,
                                       const protocol::CardData& card) const;

    SecretBytes m_hashKey, m_digestKey, m_sealKey;
    Random& m_random;
};

}  // namespace tappay::backend
