#include "terminal/cardholder/account_questions.h"

#include <string>

#include "protocol/time.h"

namespace tappay::terminal {

namespace {

std::string pathOf(protocol::CardholderWish wish) {
    using enum protocol::CardholderWish;
    switch (wish) {
        case Unbind:
            return "/v1/cardholders/unbind";
        case RemoveDevice:
            return "/v1/cardholders/remove-device";
        case Limits:
            return "/v1/cardholders/limits";
        case Export:
            return "/v1/cardholders/export";
        case Delete:
            return "/v1/cardholders/delete";
        case Payment:
            return "/v1/cardholders/payments";
        case Show:
            break;
    }
    return "/v1/cardholders/show";
}

// Asks as this terminal and now, and takes only what is meant for it.
template <typename Question, typename Decode>
auto ask(const OnboardingTools& tools, const link::TerminalIdentity& identity,
         const std::string& path, Question question, Decode decode, const Deadline& deadline)
    -> decltype(decode(std::string_view())) {
    question.terminalId = identity.terminalId;
    question.time = protocol::formatTime(tools.clock.now());
    TAPPAY_TRY(payload, askFor(tools, identity.keyId, path, protocol::encode(question),
                               identity.answersBy, deadline));
    TAPPAY_TRY(answer, answered(decode(payload)));
    if (answer.terminalId != identity.terminalId || answer.asked != question.time)
        return fail(FailureCode::HostAnswerInvalid, "the answer is to another question");
    return answer;
}

}  // namespace

Result<protocol::CardholderChallenge> askForChallenge(const OnboardingTools& tools,
                                                      const link::TerminalIdentity& identity,
                                                      const Deadline& deadline) {
    return ask(tools, identity, "/v1/cardholders/challenge",
               protocol::CardholderChallengeQuestion{}, protocol::decodeCardholderChallenge,
               deadline);
}

Result<protocol::CardholderAnswer> proveCard(const OnboardingTools& tools,
                                             const link::TerminalIdentity& identity,
                                             protocol::CardProof proof, const Deadline& deadline) {
    return ask(tools, identity, "/v1/cardholders/cards", std::move(proof),
               protocol::decodeCardholderAnswer, deadline);
}

Result<protocol::CardholderAnswer> askAboutAccount(const OnboardingTools& tools,
                                                   const link::TerminalIdentity& identity,
                                                   protocol::CardholderQuestion question,
                                                   const Deadline& deadline) {
    const auto path = pathOf(question.wish);
    return ask(tools, identity, path, std::move(question), protocol::decodeCardholderAnswer,
               deadline);
}

Result<std::string> askForExport(const OnboardingTools& tools,
                                 const link::TerminalIdentity& identity, const Deadline& deadline) {
    protocol::CardholderQuestion question;
    question.wish = protocol::CardholderWish::Export;
    TAPPAY_TRY(exported, ask(tools, identity, pathOf(question.wish), std::move(question),
                             protocol::decodeCardholderExport, deadline));
    return std::move(exported.data);
}

}  // namespace tappay::terminal
