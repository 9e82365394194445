#include "terminal/onboarding/sign_on.h"

#include "crypto/cipher.h"
#include "crypto/key_block.h"
#include "protocol/key_distribution.h"
#include "protocol/sign_on.h"
#include "protocol/time.h"

namespace tappay::terminal {

namespace {

constexpr std::size_t kAlgorithmInHeader = 7, kShownCheckValue = 3;

Result<SecretBytes> unwrap(std::string_view block, const SecretBytes& wrapping,
                           const crypto::KeyUse& use) {
    TAPPAY_TRY(unwrapped,
               crypto::unwrapKeyBlock(crypto::BlockCipher::Aes, wrapping.view(), block, use));
    if (unwrapped.header.exportability != 'N')
        return fail(FailureCode::KeyRejected, "a PIN key that may be handed on");
    return std::move(unwrapped.key);
}

// The check value of what was taken; empty for AES DUKPT, where no key stays.
Result<std::string> takePinKey(const protocol::SignedOn& answer, const SecretBytes& wrapping,
                               SignOn& keys) {
    const std::string_view block = answer.pinKeyBlock;
    if (!answer.initialKeyId.empty()) {
        TAPPAY_TRY(initial, unwrap(block, wrapping, {"B1", 'A', 'X'}));
        TAPPAY_TRY(device, crypto::dukpt::AesDevice::load(initial, answer.initialKeyId));
        keys.pinKeys = std::make_unique<PinKeySequence>(std::move(device));
        return std::string();
    }
    const bool aes = block.at(kAlgorithmInHeader) == 'A';
    TAPPAY_TRY(key, unwrap(block, wrapping, {"P0", aes ? 'A' : 'T', 'E'}));
    const auto cipher = aes ? crypto::BlockCipher::Aes : crypto::BlockCipher::Tdes;
    const Bytes zeros(crypto::blockSize(cipher));
    TAPPAY_TRY(check, crypto::encryptEcb(cipher, key.view(), zeros));
    keys.pinKey = std::move(key);
    keys.pinFormat = aes ? PinFormat::Format4 : PinFormat::Format0;
    return toHex(ByteView(check).first(kShownCheckValue));
}

struct Question {
    protocol::SignOnRequest request;
    chip::AgreementKey agreement;
    std::uint64_t counter = 0;
};

// The counter goes up first, so that a copy of this chip that asks the same is found out.
Result<Question> makeQuestion(const OnboardingTools& tools, const std::string& terminalId,
                              std::uint32_t keyVersion) {
    TAPPAY_TRY(agreement, tools.chip.makeAgreementKey());
    const auto time = protocol::formatTime(tools.clock.now());
    TAPPAY_TRY(counter, tools.chip.count());
    TAPPAY_TRY(statement,
               tools.chip.attestCounter(protocol::counterNonce(terminalId, agreement.open, time)));
    return Question{{terminalId, keyVersion, agreement.open, std::move(statement), time},
                    std::move(agreement),
                    counter};
}

Result<void> checkAnswer(const protocol::SignedOn& answer, const protocol::SignOnRequest& request) {
    if (answer.terminalId != request.terminalId || answer.keyVersion != request.keyVersion)
        return fail(FailureCode::HostAnswerInvalid, "the answer is to another sign-on");
    return {};
}

}  // namespace

Result<SignOnResult> signOn(const OnboardingTools& tools, const Enrolment& enrolment,
                            const MasterKey& key, const Deadline& deadline) {
    const auto& own = enrolment.answer;
    TAPPAY_TRY(question, makeQuestion(tools, own.terminalId, key.version));
    TAPPAY_TRY(payload, askFor(tools, own.keyId, "/v1/sign-ons", protocol::encode(question.request),
                               enrolment.answersBy, deadline));
    TAPPAY_TRY(answer, answered(protocol::decodeSignedOn(payload)));
    TAPPAY_CHECK(checkAnswer(answer, question.request));
    TAPPAY_TRY(expires, answered(protocol::parseTime(answer.expires)));
    TAPPAY_TRY(shared, tools.chip.agree(question.agreement, answer.agreement));
    TAPPAY_TRY(wrapping, tools.chip.derive(key.slot, protocol::wrappingContext(answer.session)));

    auto keys = std::make_shared<SignOn>();
    TAPPAY_TRY(pinCheck, takePinKey(answer, wrapping, *keys));
    keys->session = answer.session;
    keys->processKey = protocol::processKey(shared.view(), answer.session, own.terminalId);
    keys->expires = expires;
    const auto now = tools.clock.now();
    SignOnResult result;
    result.keys = std::move(keys);
    result.facts = {.pinKey = {std::move(pinCheck), 0, now},
                    .processKey = {{}, 0, now},
                    .batch = answer.batch,
                    .counter = question.counter,
                    .at = now,
                    .expires = expires};
    result.parametersVersion = answer.parametersVersion;
    if (!answer.keyRenewal.empty()) {
        TAPPAY_TRY(renewal, answered(protocol::parseTime(answer.keyRenewal)));
        result.keyRenewal = renewal;
    }
    return result;
}

}  // namespace tappay::terminal
