#include "protocol/confirmation_words.h"

namespace tappay::protocol {

std::string_view nameOf(ConfirmationWish wish) {
    return wordFor(kConfirmationWishes, wish);
}

std::string_view nameOf(ConfirmationAsk wish) {
    return wordFor(kConfirmationAsks, wish);
}

std::string_view nameOf(ConfirmationState state) {
    return wordFor(kConfirmationStateWords, state);
}

std::string_view nameOf(ConfirmationReason reason) {
    return wordFor(kReasonWords, reason);
}

std::string_view nameOf(PhoneStepKind kind) {
    return wordFor(kPhoneSteps, kind);
}

bool belongs(ConfirmationReason reason, ConfirmationState state) {
    using enum ConfirmationReason;
    const auto between = [reason](ConfirmationReason first, ConfirmationReason last) {
        return reason >= first && reason <= last;
    };
    switch (state) {
        case ConfirmationState::Refused:
            return between(Person, Reported);
        case ConfirmationState::Expired:
            return between(NotDelivered, NotSigned);
        case ConfirmationState::Invalid:
            return between(Signature, DeviceRevoked);
        case ConfirmationState::Withdrawn:
            return between(Computer, Phone);
        case ConfirmationState::Failed:
            return between(DeviceLacksFeature, Undone);
        case ConfirmationState::Sent:
        case ConfirmationState::Delivered:
        case ConfirmationState::Opened:
        case ConfirmationState::WaitingForDevice:
        case ConfirmationState::Signed:
        case ConfirmationState::Paid:
            break;
    }
    return reason == None;
}

}  // namespace tappay::protocol
