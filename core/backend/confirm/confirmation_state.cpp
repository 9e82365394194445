#include "backend/confirm/confirmation_state.h"

#include <algorithm>
#include <array>

namespace tappay::backend {

using protocol::ConfirmationReason;
using protocol::ConfirmationState;

namespace {

struct Row {
    ConfirmationState from;
    ConfirmationEvent event;
    ConfirmationState to;
};

using enum ConfirmationState;
using enum ConfirmationEvent;

// A step may overtake those before it, so each leads from every earlier state. From Signed on only
// the payment decides, and what has ended stays so.
constexpr std::array kTable{
    Row{Sent, Fetched, Delivered},
    Row{Sent, Looked, Opened},
    Row{Sent, DeviceAwaited, WaitingForDevice},
    Row{Sent, SignedWell, Signed},
    Row{Sent, SignedWrongly, Invalid},
    Row{Sent, PersonRefused, Refused},
    Row{Sent, PhoneFailed, Failed},
    Row{Sent, TimeOver, Expired},
    Row{Sent, TakenBack, Withdrawn},

    Row{Delivered, Looked, Opened},
    Row{Delivered, DeviceAwaited, WaitingForDevice},
    Row{Delivered, SignedWell, Signed},
    Row{Delivered, SignedWrongly, Invalid},
    Row{Delivered, PersonRefused, Refused},
    Row{Delivered, PhoneFailed, Failed},
    Row{Delivered, TimeOver, Expired},
    Row{Delivered, TakenBack, Withdrawn},

    Row{Opened, DeviceAwaited, WaitingForDevice},
    Row{Opened, SignedWell, Signed},
    Row{Opened, SignedWrongly, Invalid},
    Row{Opened, PersonRefused, Refused},
    Row{Opened, PhoneFailed, Failed},
    Row{Opened, TimeOver, Expired},
    Row{Opened, TakenBack, Withdrawn},

    Row{WaitingForDevice, SignedWell, Signed},
    Row{WaitingForDevice, SignedWrongly, Invalid},
    Row{WaitingForDevice, PersonRefused, Refused},
    Row{WaitingForDevice, PhoneFailed, Failed},
    Row{WaitingForDevice, TimeOver, Expired},
    Row{WaitingForDevice, TakenBack, Withdrawn},

    Row{Signed, PaymentMade, Paid},
    Row{Signed, PaymentFailed, Failed},
};

}  // namespace

std::optional<ConfirmationState> after(ConfirmationState state, ConfirmationEvent event) {
    const auto* const found = std::ranges::find_if(
        kTable, [=](const Row& row) { return row.from == state && row.event == event; });
    if (found == kTable.end()) return {};
    return found->to;
}

ConfirmationReason lapseReason(ConfirmationState state) {
    if (state == Sent) return ConfirmationReason::NotDelivered;
    return state == Delivered ? ConfirmationReason::NotOpened : ConfirmationReason::NotSigned;
}

}  // namespace tappay::backend
