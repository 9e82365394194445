#include "terminal/onboarding/questions.h"

#include "crypto/certificate.h"
#include "crypto/jose.h"

namespace tappay::terminal {

Result<std::string> ask(const OnboardingTools& tools, std::string_view kid, const std::string& path,
                        const std::string& message, const Deadline& deadline) {
    TAPPAY_TRY(body, crypto::jwsSign(kid, asBytes(message),
                                     [&](ByteView input) { return tools.chip.sign(input); }));
    return tools.backEnd.ask(path, body, deadline);
}

Result<std::string> askFor(const OnboardingTools& tools, std::string_view kid,
                           const std::string& path, const std::string& message,
                           const crypto::EcPublicKey& signer, const Deadline& deadline) {
    TAPPAY_TRY(compact, ask(tools, kid, path, message, deadline));
    return verifiedPayload(compact, signer);
}

Result<std::string> verifiedPayload(std::string_view compact, const crypto::EcPublicKey& signer) {
    TAPPAY_TRY(parts, answered(crypto::jwsParse(compact)));
    TAPPAY_TRY(verifier, answered(crypto::EcVerifier::create(signer)));
    TAPPAY_TRY(payload, answered(crypto::jwsVerify(parts, verifier)));
    return toText(payload);
}

Result<crypto::EcPublicKey> certifiedKey(const std::vector<Bytes>& chain, const Bytes& authority,
                                         std::chrono::system_clock::time_point at) {
    TAPPAY_TRY(leaf,
               answered(crypto::verifyChain(chain, std::span(&authority, 1),
                                            {.purpose = crypto::Purpose::ServerAuthentication,
                                             .at = std::chrono::floor<std::chrono::seconds>(at),
                                             .longest = kLongestChain})));
    if (const auto* key = std::get_if<crypto::EcPublicKey>(&leaf.key)) return *key;
    return fail(FailureCode::HostAnswerInvalid, "certificate of another kind of key");
}

}  // namespace tappay::terminal
