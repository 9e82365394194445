#include "backend/card_vault.h"

#include <algorithm>

#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "crypto/mac.h"
#include "protocol/card_data.h"
#include "protocol/codec.h"

namespace tappay::backend {

namespace {

constexpr std::size_t kNonce = 12, kTag = 16;

SecretBytes derive(ByteView lookupKey, std::string_view use) {
    auto key = crypto::hkdfSha256(lookupKey, {}, asBytes(use), 32);
    SecretBytes secret(key);
    wipe(key);
    return secret;
}

Bytes boundTo(const std::string& terminalId, const std::string& key) {
    return toBytes(terminalId + "/" + key);
}

}  // namespace

CardVault::CardVault(ByteView lookupKey, Random& random)
    : m_hashKey(derive(lookupKey, "card number hash")),
      m_digestKey(derive(lookupKey, "request digest")),
      m_sealKey(derive(lookupKey, "reversal card")),
      m_random(random) {}

Result<Bytes> CardVault::panHash(ByteView pan) const {
    return crypto::hmacSha256(m_hashKey.view(), pan);
}

Result<Bytes> CardVault::digest(const protocol::AuthorisationRequest& request) const {
    return digest(protocol::encode(request, {}), request.key, request.card);
}

Result<Bytes> CardVault::digest(const protocol::AdviceRequest& request) const {
    return digest(protocol::encode(request.payment, {}) + "advice", request.payment.key,
                  request.payment.card);
}

Result<Bytes> CardVault::digest(const std::string& outer, const std::string& key,
                                const protocol::CardData& card) const {
    const auto inner = protocol::encodeCardData(key, card);
    SecretBytes both(outer.size() + inner.size());
    const auto to = std::ranges::copy(asBytes(outer), both.writable().begin()).out;
    std::ranges::copy(inner.view(), to);
    return crypto::hmacSha256(m_digestKey.view(), both.view());
}

Result<Bytes> CardVault::seal(const KeptCard& card, const std::string& terminalId,
                              const std::string& key) const {
    protocol::CardData kept;
    kept.pan = card.pan.clone();
    kept.expiry = card.expiry;
    if (!card.panSequence.empty()) kept.panSequence = card.panSequence;
    kept.icc = card.icc;
    const auto plain = protocol::encodeCardData(key, kept);
    Bytes sealed(kNonce);
    m_random.fill(sealed);
    TAPPAY_TRY(box,
               crypto::sealGcm(m_sealKey.view(), sealed, boundTo(terminalId, key), plain.view()));
    append(sealed, box.ciphertext);
    append(sealed, box.tag);
    return sealed;
}

Result<KeptCard> CardVault::open(ByteView sealed, const std::string& terminalId,
                                 const std::string& key) const {
    if (sealed.size() < kNonce + kTag)
        return fail(FailureCode::KeyUnavailable, "nothing sealed for this payment");
    const auto body = sealed.subspan(kNonce, sealed.size() - kNonce - kTag);
    auto plain = crypto::openGcm(m_sealKey.view(), sealed.first(kNonce), boundTo(terminalId, key),
                                 body, sealed.last(kTag));
    if (!plain) return fail(FailureCode::KeyUnavailable, "sealed under another key");
    auto decoded = protocol::decodeCardData(*plain);
    wipe(*plain);
    if (!decoded) return std::unexpected(std::move(decoded).error());
    return KeptCard{std::move(decoded->card.pan), std::move(decoded->card.expiry),
                    decoded->card.panSequence.value_or(""), std::move(decoded->card.icc)};
}

}  // namespace tappay::backend
