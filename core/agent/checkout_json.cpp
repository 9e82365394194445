#include "agent/checkout_json.h"

#include "agent/json.h"

namespace tappay::agent {

namespace {

QLatin1String nameOf(CheckoutState state) {
    switch (state) {
        case CheckoutState::Waiting:
            return QLatin1String("waiting");
        case CheckoutState::Paying:
            return QLatin1String("paying");
        case CheckoutState::Paid:
            return QLatin1String("paid");
        case CheckoutState::Declined:
            return QLatin1String("declined");
        case CheckoutState::Cancelled:
            return QLatin1String("cancelled");
        case CheckoutState::Failed:
            return QLatin1String("failed");
        case CheckoutState::Unknown:
            break;
    }
    return QLatin1String("unknown");
}

}  // namespace

CheckoutState checkoutStateOf(const terminal::TransactionSnapshot& payment) {
    using terminal::State;
    switch (payment.state) {
        case State::Intended:
            return payment.stage == terminal::Stage::Consent ? CheckoutState::Waiting
                                                             : CheckoutState::Paying;
        case State::CardRead:
        case State::Sent:
        case State::HostApproved:
        case State::CardCompleted:
        case State::Capturing:
            return CheckoutState::Paying;
        case State::Approved:
            return CheckoutState::Paid;
        case State::Declined:
            return CheckoutState::Declined;
        case State::Cancelled:
            return CheckoutState::Cancelled;
        case State::Failed:
        case State::Undone:
            return CheckoutState::Failed;
        case State::Unknown:
        case State::Undoing:
        case State::UndoRefused:
        case State::AdvicePending:
        case State::AdviceRefused:
        case State::CardInDoubt:
        case State::Abandoned:
            break;
    }
    return CheckoutState::Unknown;
}

QJsonObject checkoutJson(const terminal::TransactionSnapshot& payment) {
    return {{"id", text(payment.id)},
            {"order", payment.order ? text(payment.order->id) : QString()},
            {"state", nameOf(checkoutStateOf(payment))},
            {"failure", failureOrNull(payment.failure)}};
}

std::vector<Failure> obstaclesOf(const terminal::Status& status) {
    std::vector<Failure> obstacles;
    for (const auto& found : {status.standing, status.trouble})
        if (found) obstacles.push_back(*found);
    if (!status.readers.serviceRunning)
        obstacles.push_back({FailureCode::ReaderServiceDown, {}});
    else if (status.readers.readers.empty())
        obstacles.push_back({FailureCode::ReaderMissing, {}});
    if (!status.backEnd.reachable) obstacles.push_back({FailureCode::HostUnreachable, {}});
    return obstacles;
}

}  // namespace tappay::agent
