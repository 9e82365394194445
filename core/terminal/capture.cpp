#include "terminal/capture.h"

namespace tappay::terminal {

using protocol::PaymentState;

namespace {

// What the back end's signed word makes of it. False: it has to be asked again.
bool take(const Record& record, const protocol::PaymentAnswer& answer, bool captured, World& world,
          Payments& payments) {
    const auto& id = record.shown.id;
    switch (answer.state) {
        case PaymentState::Approved:
            if (!captured) return false;
            if (answer.amount != record.shown.amount) {
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

}  // namespace

bool capture(const std::string& id, World& world, Payments& payments, const Deadline& deadline,
             link::Channel* through) {
    const auto record = payments.record(id);
    if (!record || record->shown.state != State::Capturing) return true;
    const auto answer = world.backEnd.capture(id, record->shown.cryptogram, deadline, through);
    if (!answer) {
        world.log.failure("capture", answer.error());
        return false;
    }
    return take(*record, *answer, true, world, payments);
}

bool learnCapture(const std::string& id, World& world, Payments& payments,
                  const Deadline& deadline) {
    const auto record = payments.record(id);
    if (!record || record->shown.state != State::Capturing) return true;
    const auto answer = world.backEnd.status(id, deadline);
    if (!answer) {
        world.log.failure("capture", answer.error());
        return false;
    }
    return take(*record, *answer, answer->captured, world, payments);
}

}  // namespace tappay::terminal
