#pragma once

#include <optional>

#include "crypto/rsa.h"
#include "emv/interfaces.h"

namespace tappay::emv {

struct Session;

enum class PinProtection : std::uint8_t { Plaintext, Enciphered };
enum class PinVerdict : std::uint8_t { Correct, Wrong, Failed, Bypassed };

// 2N, the digits, then F to eight octets (EMV Book 3, 6.5.12.3). Internal unless there are 4 to 12
// digits.
Result<SecretBytes> plaintextPinBlock(ByteView digits);

// A PIN the card verifies (EMV Book 3, 10.5.1; Book 4, 6.3.4.1). One object serves a transaction:
// the rules of a list share its attempts.
class OfflinePinCheck {
public:
    explicit OfflinePinCheck(Session& session) : m_session(session) {}

    // Asks until the PIN is right or there is a reason to stop; never Wrong. What the books want in
    // the TVR is in it. Failures: Cancelled, PinTimeout, and a lost card.
    Result<PinVerdict> perform(PinProtection protection, bool bypassAllowed);

private:
    Result<bool> mayTry();
    Result<PinVerdict> attempt(const PinRequest& request);
    Result<PinVerdict> attemptHere(const PinRequest& request);
    Result<PinVerdict> attemptOnReader(const PinRequest& request);
    Result<PinVerdict> present(const OfflinePin& pin);
    PinVerdict judge(std::uint16_t sw);
    PinVerdict tryLimitExceeded();

    Session& m_session;
    std::optional<crypto::RsaPublicKey> m_key;  // set when the PIN is to be enciphered
    std::optional<std::uint8_t> m_triesLeft;    // by the card's own counter
    int m_attempts = 0;
};

}  // namespace tappay::emv
