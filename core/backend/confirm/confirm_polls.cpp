// The part of the service that tells phones and terminals what is new.
#include "backend/confirm/confirm_service.h"

namespace tappay::backend {

// Who has the same number is only woken in vain.
std::int64_t ConfirmService::waiterOf(const std::string& recipient) {
    return static_cast<std::int64_t>(std::hash<std::string>{}(recipient));
}

void ConfirmService::pollByTerminal(const SignedMessage& message, Answered done) {
    const auto& from = message.from->terminal;
    auto poll = std::make_shared<Poll>();
    const auto open = [&]() -> Result<void> {
        TAPPAY_TRY(question, protocol::decodePushQuestion(message.payload));
        TAPPAY_CHECK(checkAsker(from, question.terminalId, question.from.time, m_around.clock));
        poll->question = question;
        return {};
    };
    if (auto good = open(); !good) return done(std::unexpected(std::move(good).error()));
    poll->recipient = from.terminalId;
    this->poll(poll, [this, poll](Turn& turn) { return look(turn, *poll); }, std::move(done));
}

void ConfirmService::pollByPhone(const std::string& body, Answered done) {
    auto poll = std::make_shared<Poll>();
    poll->isPhone = true;
    this->poll(
        poll,
        [this, poll, body](Turn& turn) -> Result<std::string> {
            TAPPAY_TRY(message, m_callers.verify(turn, body));
            TAPPAY_TRY(question, protocol::decodePushQuestion(message.payload));
            poll->question = question;
            poll->recipient = message.from.id;
            return look(turn, *poll);
        },
        std::move(done));
}

// Empty when there is nothing to tell and who asks would wait for it.
Result<std::string> ConfirmService::look(Turn& turn, Poll& poll) {
    if (poll.isPhone) TAPPAY_CHECK(PhoneCallers::checkStanding(turn, poll.recipient));
    TAPPAY_CHECK(Push::received(turn, poll.recipient, poll.isPhone, poll.question.cursor));
    TAPPAY_TRY(events, m_push.after(turn, poll.recipient, poll.question.cursor));
    if (events.events.empty() && poll.question.wait > 0 && !m_ended) return std::string();
    events.asked = poll.question.from.time;
    return protocol::encode(events);
}

void ConfirmService::poll(std::shared_ptr<Poll> poll,
                          std::function<Result<std::string>(Turn&)> first, Answered done) {
    m_turns.runUnsigned(std::move(first), [this, poll,
                                           held = std::move(done)](Answer answer) mutable {
        if (!answer) return held(std::move(answer));
        if (!answer->empty()) return held(m_around.answers.sign(*answer));
        const auto again = [this, poll](Answered asked) {
            poll->question.wait = 0;
            m_turns.run([this, poll](Turn& turn) { return look(turn, *poll); }, std::move(asked));
        };
        if (m_waiting >= kMostWaiting) return again(std::move(held));
        ++m_waiting;
        m_waiters.wait(
            waiterOf(poll->recipient),
            [this, again, answered = std::move(held)](const Answer&) mutable {
                --m_waiting;
                again(std::move(answered));
            },
            std::chrono::seconds(poll->question.wait), std::string());
    });
}

void ConfirmService::endWaits() {
    m_ended = true;
    m_waiters.notifyAll(std::string());
}

}  // namespace tappay::backend
