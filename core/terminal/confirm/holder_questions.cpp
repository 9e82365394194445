#include "terminal/confirm/holder_questions.h"

#include "protocol/time.h"

namespace tappay::terminal {

namespace {

using link::TerminalIdentity;

std::unexpected<Failure> toAnother() {
    return fail(FailureCode::HostAnswerInvalid, "the answer is to another question");
}

// `fits`: that it is about what was asked for.
template <typename Decode, typename Fits>
auto askThis(const OnboardingTools& tools, const TerminalIdentity& identity,
             const std::string& path, const std::string& message, const std::string& time,
             Decode decode, Fits fits, const Deadline& deadline)
    -> decltype(decode(std::string_view())) {
    TAPPAY_TRY(payload, askFor(tools, identity.keyId, path, message, identity.answersBy, deadline));
    TAPPAY_TRY(answer, answered(decode(payload)));
    if (answer.asked != time || !fits(answer)) return toAnother();
    return answer;
}

std::string nowText(const OnboardingTools& tools) {
    return protocol::formatTime(tools.clock.now());
}

// Asks as this terminal and now.
template <typename Question, typename Decode, typename Fits>
auto askAs(const OnboardingTools& tools, const TerminalIdentity& identity, const std::string& path,
           Question& question, Decode decode, Fits fits, const Deadline& deadline) {
    question.terminalId = identity.terminalId;
    question.time = nowText(tools);
    return askThis(tools, identity, path, protocol::encode(question), question.time, decode, fits,
                   deadline);
}

}  // namespace

Result<protocol::Phones> askAboutPhones(const OnboardingTools& tools,
                                        const TerminalIdentity& identity,
                                        protocol::PhoneQuestion question,
                                        const Deadline& deadline) {
    return askAs(
        tools, identity, "/v1/phones/" + std::string(nameOf(question.wish)), question,
        protocol::decodePhones,
        [&](const protocol::Phones& it) {
            return it.terminalId == identity.terminalId && it.holder == question.holder;
        },
        deadline);
}

Result<protocol::SecurityDevices> askAboutDevices(const OnboardingTools& tools,
                                                  const TerminalIdentity& identity,
                                                  protocol::DeviceQuestion question,
                                                  const Deadline& deadline) {
    return askAs(
        tools, identity, "/v1/devices/" + std::string(nameOf(question.wish)), question,
        protocol::decodeSecurityDevices,
        [&](const protocol::SecurityDevices& it) {
            return it.terminalId == identity.terminalId && it.holder == question.holder;
        },
        deadline);
}

Result<protocol::Pairing> offerPairing(const OnboardingTools& tools,
                                       const TerminalIdentity& identity,
                                       protocol::PairingOffer offer, const Deadline& deadline) {
    return askAs(
        tools, identity, "/v1/pairings", offer, protocol::decodePairing,
        [&](const protocol::Pairing& it) {
            return it.terminalId == identity.terminalId && it.pairing == offer.pairing &&
                   it.holder == offer.holder;
        },
        deadline);
}

Result<protocol::Pairing> askAboutPairing(const OnboardingTools& tools,
                                          const TerminalIdentity& identity,
                                          protocol::PairingQuestion question,
                                          const Deadline& deadline) {
    return askAs(
        tools, identity, "/v1/pairings/" + std::string(nameOf(question.wish)), question,
        protocol::decodePairing,
        [&](const protocol::Pairing& it) {
            return it.terminalId == identity.terminalId && it.pairing == question.pairing;
        },
        deadline);
}

Result<protocol::Confirmation> sendIntent(const OnboardingTools& tools,
                                          const TerminalIdentity& identity,
                                          protocol::ConfirmationIntent intent,
                                          const Deadline& deadline) {
    return askAs(
        tools, identity, "/v1/confirmations", intent, protocol::decodeConfirmation,
        [&](const protocol::Confirmation& it) {
            return it.to == identity.terminalId && it.key == intent.key;
        },
        deadline);
}

Result<protocol::Confirmation> askAboutConfirmation(const OnboardingTools& tools,
                                                    const TerminalIdentity& identity,
                                                    protocol::ConfirmationQuestion question,
                                                    const Deadline& deadline) {
    return askAs(
        tools, identity, "/v1/confirmations/" + std::string(nameOf(question.wish)), question,
        protocol::decodeConfirmation,
        [&](const protocol::Confirmation& it) {
            return it.to == identity.terminalId && it.key == question.key;
        },
        deadline);
}

Result<protocol::Events> askForEvents(const OnboardingTools& tools,
                                      const TerminalIdentity& identity, std::int64_t cursor,
                                      std::chrono::seconds wait, const Deadline& deadline) {
    protocol::PushQuestion question;
    question.terminalId = identity.terminalId;
    question.from.time = nowText(tools);
    question.cursor = cursor;
    question.wait = wait.count();
    return askThis(
        tools, identity, "/v1/push/poll", protocol::encode(question), question.from.time,
        protocol::decodeEvents,
        [&](const protocol::Events& it) {
            return it.to == identity.terminalId && it.cursor >= cursor;
        },
        deadline);
}

}  // namespace tappay::terminal
