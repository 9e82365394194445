#include "terminal/capture.h"

namespace tappay::terminal {

using protocol::PaymentState;

bool capture(const std::string& id, World& world, Payments& payments, const Deadline& deadline,
             link::Channel* through) {
    const auto record = payments.record(id);
    if (!record || record->shown.state != State::Capturing) return true;
    const auto answer = world.backEnd.capture(id, record->shown.cryptogram, deadline, through);
    if (!answer) {
        world.log.failure("capture", answer.error());
        return false;
    }
    switch (answer->state) {
        case PaymentState::Approved:
            if (answer->amount != record->shown.amount) {
                world.log.failure("capture", {FailureCode::HostAnswerInvalid, "another amount"});
                return false;
            }
            // Said when it is in the journal and not before: else it is asked for again.
            return payments.apply(id, {Event::CaptureConfirmed}).has_value();
        case PaymentState::Pending:
            return false;
        case PaymentState::Declined:
        case PaymentState::Undoing:
        case PaymentState::Undone:
        case PaymentState::NotFound:
            break;
    }
    const auto refused = payments.applyOrRemember(id, Event::CaptureRefused, [](Record& late) {
        late.undoReason = protocol::UndoReason::NoAnswer;
        late.shown.failure = Failure{FailureCode::OrderExpired, "the back end had given it up"};
    });
    return refused.has_value();
}

}  // namespace tappay::terminal
