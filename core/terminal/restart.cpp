#include "terminal/restart.h"

namespace tappay::terminal {

void explainRestart(Record& record) {
    auto& failure = record.shown.failure;
    switch (record.shown.state) {
        case State::Intended:
        case State::CardRead:
            failure = Failure{FailureCode::Cancelled, "the program ended before anything was sent"};
            break;
        case State::Sent:
            failure = Failure{FailureCode::HostTimeout, "the program ended before the answer"};
            break;
        case State::HostApproved:
            failure = Failure{FailureCode::Cancelled, "the program ended before the card was done"};
            record.undoReason = protocol::UndoReason::TerminalRestart;
            break;
        default:
            break;
    }
}

Event eventOfRestart(const Record& record) {
    return record.cardMayPay.empty() ? Event::ProgramRestarted : Event::CardTorn;
}

void explainDoubt(Record& record) {
    if (record.shown.state == State::CardInDoubt)
        record.shown.failure =
            Failure{FailureCode::CardInDoubt, "the program ended before the card was back"};
}

}  // namespace tappay::terminal
