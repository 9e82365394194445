#pragma once

#include <optional>

#include "protocol/confirmation.h"

namespace tappay::backend {

// What can happen to a confirmation.
enum class ConfirmationEvent : std::uint8_t {
    Fetched,        // a phone has it
    Looked,         // the person has opened it
    DeviceAwaited,  // the phone waits for the device
    SignedWell,     // the device's signature is right
    SignedWrongly,
    PersonRefused,
    PhoneFailed,  // phone or device could not do it
    TimeOver,
    TakenBack,  // at the computer, or with the phone
    PaymentMade,
    PaymentFailed,
};
inline constexpr std::size_t kConfirmationEvents = 11;

// Nothing where the event changes nothing any more.
std::optional<protocol::ConfirmationState> after(protocol::ConfirmationState state,
                                                 ConfirmationEvent event);
// Why it is over when its time was over in this state.
protocol::ConfirmationReason lapseReason(protocol::ConfirmationState state);
// Whether it still waits for person or device.
constexpr bool isOpen(protocol::ConfirmationState state) {
    return state < protocol::ConfirmationState::Signed;
}

}  // namespace tappay::backend
