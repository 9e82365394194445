#include "emv/contactless/obstacle.h"

namespace tappay::emv::contactless {

namespace {

bool cardLeft(FailureCode code) {
    return code == FailureCode::CardRemoved || code == FailureCode::CardUnresponsive ||
           code == FailureCode::CardChanged;
}

}  // namespace

Obstacle::Obstacle(Failure why)
    : reason(std::move(why)), next(cardLeft(reason.code) ? Next::TapAgain : Next::Nothing) {}

Obstacle::Obstacle(Failure why, Next then, std::shared_ptr<const Torn> tornBefore)
    : reason(std::move(why)), next(then), torn(std::move(tornBefore)) {}

std::unexpected<Obstacle> useContact(const Parameters& parameters, std::string detail,
                                     FailureCode code) {
    const Next next = parameters.contactless.contactAlso ? Next::UseContact : Next::Nothing;
    return std::unexpected(Obstacle({code, std::move(detail)}, next));
}

std::unexpected<Obstacle> malformed(std::string detail) {
    return std::unexpected(Obstacle({FailureCode::CardDataMalformed, std::move(detail)}));
}

}  // namespace tappay::emv::contactless
