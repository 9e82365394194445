#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "chip/chip.h"
#include "crypto/ec.h"
#include "link/back_end.h"

// The terminal's questions about itself: signed by the chip, and answers of which only those are
// taken that carry the right signature.
namespace tappay::terminal {

// What every step of the terminal's onboarding works with.
struct OnboardingTools {
    link::BackEnd& backEnd;
    chip::Chip& chip;
    const Clock& clock;
};

// The compact answer, unverified. `kid`: of the chip's identity key at the back end.
Result<std::string> ask(const OnboardingTools& tools, std::string_view kid, const std::string& path,
                        const std::string& message, const Deadline& deadline);
// The answer's payload. HostAnswerInvalid when it is not signed by `signer`.
Result<std::string> askFor(const OnboardingTools& tools, std::string_view kid,
                           const std::string& path, const std::string& message,
                           const crypto::EcPublicKey& signer, const Deadline& deadline);

// HostAnswerInvalid, as above.
Result<std::string> verifiedPayload(std::string_view compact, const crypto::EcPublicKey& signer);
// What decoding says of an answer is the back end's fault, not the person's.
template <typename T>
Result<T> answered(Result<T> decoded) {
    if (!decoded) return fail(FailureCode::HostAnswerInvalid, decoded.error().detail);
    return decoded;
}

// A certificate of the back end, its issuing authority and one between that and the chip's.
constexpr std::size_t kLongestChain = 3;

// The key of a certificate chain of the back end that leads to `authority` at this time; its times
// are judged by what the back end signs, as this machine's clock may be wrong. HostAnswerInvalid.
Result<crypto::EcPublicKey> certifiedKey(const std::vector<Bytes>& chain, const Bytes& authority,
                                         std::chrono::system_clock::time_point at);

}  // namespace tappay::terminal
