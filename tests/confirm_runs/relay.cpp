#include "confirm_runs/relay.h"

namespace tappay::test {

namespace {

using Kind = link::HttpOutcome::Kind;

enum class Trouble : std::uint8_t {
    QuestionLost,
    AnswerLost,
    Doubled,
    HeldBack,       // arrives before a later one, when nobody waits for its answer any more
    EarlierAnswer,  // of another question to the same path
    Refused,        // no connection
    KilledBefore,   // the client, before its question has left
    KilledAfter,    // before it has seen the answer
};
constexpr std::array kTroubles{Trouble::QuestionLost, Trouble::AnswerLost,   Trouble::AnswerLost,
                               Trouble::Doubled,      Trouble::HeldBack,     Trouble::EarlierAnswer,
                               Trouble::Refused,      Trouble::KilledBefore, Trouble::KilledAfter};

link::HttpOutcome nothing(Kind kind) {
    link::HttpOutcome outcome;
    outcome.kind = kind;
    outcome.trouble = "the relay";
    return outcome;
}

}  // namespace

link::HttpOutcome Relay::pass(const link::HttpCall& call, const Deadline& deadline) {
    auto outcome = m_wire.call(call, deadline);
    if (outcome.kind == Kind::Answered) m_earlier[call.path] = outcome;
    return outcome;
}

void Relay::release(const Deadline& deadline) {
    for (const auto& held : std::exchange(m_held, {}))
        (void)pass(held, deadline);
}

link::HttpOutcome Relay::call(const link::HttpCall& call, const Deadline& deadline) {
    if (m_client.isDead()) return nothing(Kind::NotSent);
    if (m_dice.inHundred(m_trouble)) return meet(call, deadline);
    if (m_trouble == 0 || m_dice.inHundred(50)) release(deadline);
    return pass(call, deadline);
}

link::HttpOutcome Relay::meet(const link::HttpCall& call, const Deadline& deadline) {
    switch (m_dice.pick(kTroubles)) {
        case Trouble::QuestionLost:
            return nothing(Kind::NoAnswer);
        case Trouble::AnswerLost:
            (void)pass(call, deadline);
            return nothing(Kind::NoAnswer);
        case Trouble::Doubled:
            (void)pass(call, deadline);
            return pass(call, deadline);
        case Trouble::HeldBack:
            m_held.push_back(call);
            return nothing(Kind::NoAnswer);
        case Trouble::EarlierAnswer: {
            const auto earlier = m_earlier.find(call.path);
            return earlier == m_earlier.end() ? nothing(Kind::NoAnswer) : earlier->second;
        }
        case Trouble::KilledBefore:
            m_client.die();
            break;
        case Trouble::KilledAfter:
            m_client.die();
            (void)pass(call, deadline);
            return nothing(Kind::NoAnswer);
        case Trouble::Refused:
            break;
    }
    return nothing(Kind::NotSent);
}

}  // namespace tappay::test
