#pragma once

#include "backend/confirm/confirmation_records.h"
#include "backend/confirm/confirmation_state.h"
#include "backend/confirm/phone_records.h"
#include "backend/confirm/turn.h"

namespace tappay::backend {

// Sends confirmations to phones and tells both sides what becomes of them: whatever changes here is
// in the outbox in the same transaction. Inside a turn.
namespace send {

// One that was put on record. It waits for its turn when another one is at the phones.
Result<void> begin(Turn& turn, ConfirmationRow& confirmation);

// False when the event changes nothing any more.
Result<bool> move(Turn& turn, ConfirmationRow& confirmation, ConfirmationEvent event,
                  protocol::ConfirmationReason reason = protocol::ConfirmationReason::None);

// The phone is not paired any more: what it has open, and what nobody else could open, ends.
Result<void> phoneGone(Turn& turn, const PhoneRow& phone);

// Those whose time is over.
Result<void> lapse(Turn& turn);

// As it is told to a terminal, or to a phone.
Result<protocol::Confirmation> show(Records& records, const ConfirmationRow& confirmation,
                                    const std::string& to);

}  // namespace send

}  // namespace tappay::backend
