#include "emv/pin_encipherment.h"

#include <algorithm>

#include "base/secret.h"
#include "emv/certificate_chain.h"
#include "emv/session.h"
#include "emv/tags.h"
#include "emv/verdict.h"

namespace tappay::emv {

namespace {

constexpr std::uint8_t kHeader = 0x7F;
constexpr std::size_t kPinBlockLength = 8;
constexpr std::size_t kChallengeLength = 8;
constexpr std::size_t kUnpadded = 1 + kPinBlockLength + kChallengeLength;

}  // namespace

std::optional<crypto::RsaPublicKey> findPinKey(Session& session) {
    const ChainCheck check{session.parameters, session.data, session.today()};
    const bool own = session.data.has(tag::kPinCertificate);
    const auto found = judge(session.trace, "pin-key", [&] {
        return own ? findPinEnciphermentKey(check) : findIccKey(check, session.staticData);
    });
    const auto* const key = found ? std::get_if<crypto::RsaPublicKey>(&*found) : nullptr;
    if (key == nullptr || key->modulus.size() < kUnpadded) {
        session.decided("Book 2, 7.1", "no certified key to encipher a PIN with");
        return std::nullopt;
    }
    session.decided("Book 2, 7.1", own ? "the PIN is enciphered with the card's key for PINs"
                                       : "the PIN is enciphered with the card's signature key");
    return *key;
}

Result<std::optional<Bytes>> encipherPin(Session& session, const crypto::RsaPublicKey& key,
                                         ByteView pinBlock) {
    TAPPAY_TRY(challenge, session.card.transmit(apdu::getChallenge()));
    if (!challenge.ok() || challenge.data.size() != kChallengeLength) return std::nullopt;
    SecretBytes clear(key.modulus.size());
    const auto octets = clear.writable();
    octets[0] = kHeader;
    std::ranges::copy(pinBlock, octets.begin() + 1);
    std::ranges::copy(challenge.data, octets.begin() + 1 + kPinBlockLength);
    session.random.fill(octets.subspan(kUnpadded));
    // The same operation as in recovering a signature (Book 2, Annex B2.1).
    auto enciphered = crypto::rsaRecover(key, clear.view());
    if (!enciphered) return std::nullopt;
    return std::move(*enciphered);
}

}  // namespace tappay::emv
