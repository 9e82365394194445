#include "terminal/onboarding/kept_parameters.h"

#include "protocol/parameters.h"
#include "protocol/time.h"

namespace tappay::terminal {

namespace {

std::unexpected<Failure> rejected(const std::string& why) {
    return fail(FailureCode::ParametersRejected, why);
}

void nameTerminal(emv::TerminalData& data, const protocol::Enrolled& own) {
    data.terminalId = own.terminalId;
    data.ifdSerial = own.terminalId;
    data.merchantId = own.merchantId;
    data.merchantName = own.merchantName;
}

Result<Parameters> readContents(const protocol::ParametersAnswer& answer,
                                const Enrolment& enrolment) {
    TAPPAY_TRY(parameters, readParameters(answer.contents));
    if (parameters.version != answer.version || parameters.profile != answer.profile)
        return rejected("version or profile is not what the back end says");
    nameTerminal(parameters.kernel.terminal, enrolment.answer);
    return parameters;
}

Result<protocol::ParametersAnswer> readAnswer(const std::string& compact,
                                              const Enrolment& enrolment) {
    TAPPAY_TRY(payload, verifiedPayload(compact, enrolment.answersBy));
    TAPPAY_TRY(answer, answered(protocol::decodeParametersAnswer(payload)));
    if (answer.terminalId != enrolment.answer.terminalId)
        return fail(FailureCode::HostAnswerInvalid, "parameters of another terminal");
    return answer;
}

}  // namespace

Result<SignedParameters> readSignedParameters(std::string compact, const Enrolment& enrolment) {
    const auto answer = readAnswer(compact, enrolment);
    if (!answer) return rejected(answer.error().detail);
    TAPPAY_TRY(parameters, readContents(*answer, enrolment));
    return SignedParameters{std::move(compact), std::move(parameters)};
}

Result<std::optional<SignedParameters>> fetchParameters(const OnboardingTools& tools,
                                                        const Enrolment& enrolment,
                                                        const Parameters* present,
                                                        const Deadline& deadline) {
    const auto& own = enrolment.answer;
    const protocol::ParametersQuestion question{own.terminalId, present ? present->version : 0,
                                                protocol::formatTime(tools.clock.now())};
    TAPPAY_TRY(compact,
               ask(tools, own.keyId, "/v1/parameters", protocol::encode(question), deadline));
    TAPPAY_TRY(answer, readAnswer(compact, enrolment));
    if (answer.asked != question.time)
        return fail(FailureCode::HostAnswerInvalid, "the answer is to another question");
    if (present != nullptr && answer.version < present->version)
        return rejected("version " + std::to_string(answer.version) + " is older than " +
                        std::to_string(present->version));
    if (present != nullptr && answer.profile != present->profile)
        return rejected("profile " + answer.profile + " instead of " + present->profile);
    if (answer.contents.empty()) {
        if (present == nullptr) return rejected("none were sent");
        return std::nullopt;
    }
    if (present != nullptr && answer.version == present->version) return std::nullopt;
    TAPPAY_TRY(parameters, readContents(answer, enrolment));
    return SignedParameters{std::move(compact), std::move(parameters)};
}

}  // namespace tappay::terminal
