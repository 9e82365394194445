#include "backend/confirm/confirm_service.h"

#include <algorithm>
#include <array>

#include "backend/confirm/send.h"
#include "backend/confirm/verify.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kPush = "/v1/push/poll", kPhonePush = "/v1/phone/push/poll";
constexpr std::array<std::string_view, 14> kTerminals{kPush,
                                                      "/v1/pairings",
                                                      "/v1/pairings/show",
                                                      "/v1/pairings/accept",
                                                      "/v1/pairings/refuse",
                                                      "/v1/phones/list",
                                                      "/v1/phones/rename",
                                                      "/v1/phones/revoke",
                                                      "/v1/devices/list",
                                                      "/v1/devices/accept",
                                                      "/v1/devices/revoke",
                                                      "/v1/confirmations",
                                                      "/v1/confirmations/show",
                                                      "/v1/confirmations/withdraw"};
constexpr std::array<std::string_view, 7> kPhones{kPhonePush,
                                                  "/v1/pairings/answer",
                                                  "/v1/pairings/look",
                                                  "/v1/phone/leave",
                                                  "/v1/phone/devices/challenge",
                                                  "/v1/phone/devices",
                                                  "/v1/phone/confirmations"};
constexpr std::string_view kStranger = "new";  // kid of a phone that isn't paired yet
constexpr std::chrono::seconds kAgain{2};

std::string_view lastPart(std::string_view target) {
    return target.substr(target.rfind('/') + 1);
}

// The earlier of two times, of which 0 is never.
std::int64_t earlier(std::int64_t one, std::int64_t other) {
    if (one == 0 || other == 0) return std::max(one, other);
    return std::min(one, other);
}

// A question says once more which it is, so that none can be taken for another one.
template <typename Question>
Result<void> checkWish(const std::string& target, const Question& question) {
    if (lastPart(target) == protocol::nameOf(question.wish)) return {};
    return fail(FailureCode::PermissionDenied, "signed for another question");
}

}  // namespace

ConfirmService::ConfirmService(const ConfirmSurroundings& around)
    : m_around(around),
      m_turns(around.records, around.answers, around.clock),
      m_callers(around.clock, around.refused),
      m_pairings(around.config, around.answerKey, around.clock, around.random),
      m_phones([](Turn& turn, const PhoneRow& phone) { return send::phoneGone(turn, phone); }),
      m_devices(around.config, around.clock, around.random),
      m_receive(around.config, around.clock, around.random),
      m_push(m_pairings),
      m_sockets(m_push, m_turns, m_callers, around.callers, around.answers, around.clock,
                around.log),
      m_pay(m_turns, around.authorisations, around.capture, around.giveBack, around.vault,
            around.loop, around.log),
      m_waiters(around.loop),
      m_alarm(around.loop, around.clock, [this] { lapse(); }) {
    m_turns.setAfter([this](const Turn& turn) { follow(turn); });
}

void ConfirmService::takeUp() {
    lapse();
    m_turns.run(
        [](Turn& turn) -> Result<void> {
            TAPPAY_TRY(due, ConfirmationRecords(turn.records.database()).due());
            turn.due = std::move(due);
            return {};
        },
        [this](const Result<void>& found) {
            if (!found) m_around.loop.after(kAgain, [this] { takeUp(); });
        });
}

void ConfirmService::follow(const Turn& turn) {
    if (turn.ends != 0) m_alarm.set(turn.ends);
    for (const auto row : turn.due)
        m_pay.begin(row);
    for (const auto& recipient : turn.woken) {
        m_waiters.notify(waiterOf(recipient), std::string());
        m_sockets.wake(recipient);
    }
}

void ConfirmService::lapse() {
    m_turns.run(
        [this](Turn& turn) -> Result<void> {
            TAPPAY_CHECK(m_pairings.lapse(turn));
            TAPPAY_CHECK(send::lapse(turn));
            auto& database = turn.records.database();
            TAPPAY_TRY(pairing, PairingRecords(database).nextLapse());
            TAPPAY_TRY(confirmation, ConfirmationRecords(database).nextLapse());
            turn.ends = earlier(pairing, confirmation);
            return {};
        },
        [this](const Result<void>& done) {
            if (!done) m_alarm.setIn(kAgain);
        });
}

bool ConfirmService::isTerminals(std::string_view target) {
    return std::ranges::find(kTerminals, target) != kTerminals.end();
}

bool ConfirmService::isPhones(std::string_view target) {
    return std::ranges::find(kPhones, target) != kPhones.end();
}

void ConfirmService::askByTerminal(const std::string& target, const SignedMessage& message,
                                   Answered done) {
    const auto& from = message.from->terminal;
    if (!isEnrolled(from))
        return done(fail(FailureCode::NotEnrolled, "known by the configuration alone"));
    if (target == kPush) return pollByTerminal(message, std::move(done));
    auto work = workFor(target, message);
    if (!work) return done(std::unexpected(std::move(work).error()));
    m_turns.run([run = std::move(*work),
                 asker = message.from](Turn& turn) { return run(turn, asker->terminal); },
                std::move(done));
}

Result<ConfirmService::TerminalWork> ConfirmService::workFor(const std::string& target,
                                                             const SignedMessage& message) {
    const auto& from = message.from->terminal;
    const auto asks = [&](const auto& question) {
        return checkAsker(from, question.terminalId, question.time, m_around.clock);
    };
    if (target == "/v1/pairings") {
        TAPPAY_TRY(offer, protocol::decodePairingOffer(message.payload));
        TAPPAY_CHECK(asks(offer));
        return [this, offer](Turn& turn, const EnrolledTerminal& terminal) {
            return m_pairings.offer(turn, terminal, offer);
        };
    }
    if (target == "/v1/confirmations") {
        TAPPAY_TRY(intent, protocol::decodeConfirmationIntent(message.payload));
        TAPPAY_CHECK(asks(intent));
        return [this, intent](Turn& turn, const EnrolledTerminal& terminal) {
            return m_receive.intend(turn, terminal, intent);
        };
    }
    const auto work = [&](const auto& question, auto how) -> Result<TerminalWork> {
        if (!question) return std::unexpected(question.error());
        TAPPAY_CHECK(asks(*question));
        TAPPAY_CHECK(checkWish(target, *question));
        return [asked = *question, how](Turn& turn, const EnrolledTerminal& terminal) {
            return how(turn, terminal, asked);
        };
    };
    if (target.starts_with("/v1/pairings/"))
        return work(protocol::decodePairingQuestion(message.payload),
                    [this](Turn& turn, const EnrolledTerminal& terminal, const auto& asked) {
                        return m_pairings.ask(turn, terminal, asked);
                    });
    if (target.starts_with("/v1/phones/"))
        return work(protocol::decodePhoneQuestion(message.payload),
                    [this](Turn& turn, const EnrolledTerminal& terminal, const auto& asked) {
                        return m_phones.ask(turn, terminal, asked);
                    });
    if (target.starts_with("/v1/devices/"))
        return work(protocol::decodeDeviceQuestion(message.payload),
                    [this](Turn& turn, const EnrolledTerminal& terminal, const auto& asked) {
                        return m_devices.ask(turn, terminal, asked);
                    });
    return work(protocol::decodeConfirmationQuestion(message.payload),
                [](Turn& turn, const EnrolledTerminal& terminal, const auto& asked) {
                    return Receive::ask(turn, terminal, asked);
                });
}

void ConfirmService::askByPhone(const std::string& target, const std::string& body, Answered done) {
    if (target == kPhonePush) return pollByPhone(body, std::move(done));
    const bool known = target.starts_with("/v1/phone/");
    m_turns.run(
        [this, target, body, known](Turn& turn) {
            return known ? byPhone(turn, target, body) : byStranger(turn, target, body);
        },
        std::move(done));
}

Result<std::string> ConfirmService::byPhone(Turn& turn, const std::string& target,
                                            const std::string& body) {
    TAPPAY_TRY(message, m_callers.verify(turn, body));
    if (target == "/v1/phone/leave") return m_phones.leave(turn, message);
    if (target == "/v1/phone/devices") return m_devices.offer(turn, message);
    if (target == "/v1/phone/devices/challenge") return m_devices.challenge(turn, message);
    return verify::step(turn, message);
}

// It shows by its signature that it has the key which is in the message.
Result<std::string> ConfirmService::byStranger(Turn& turn, const std::string& target,
                                               const std::string& body) {
    TAPPAY_TRY(parts, crypto::jwsParse(body));
    if (parts.kid != kStranger) return fail(FailureCode::PermissionDenied, "not a new phone");
    const auto payload = toText(parts.payload);
    const auto check = [&](const auto& said) -> Result<void> {
        const auto verifier = crypto::EcVerifier::create(said.key);
        if (!verifier || !crypto::jwsVerify(parts, *verifier))
            return fail(FailureCode::PermissionDenied, "the signature doesn't fit");
        return checkTime(m_around.clock, said.time);
    };
    if (target == "/v1/pairings/answer") {
        TAPPAY_TRY(answer, protocol::decodePairingAnswer(payload));
        TAPPAY_CHECK(check(answer));
        return m_pairings.answer(turn, answer);
    }
    TAPPAY_TRY(look, protocol::decodePairingLook(payload));
    TAPPAY_CHECK(check(look));
    return m_pairings.look(turn, look);
}

}  // namespace tappay::backend
