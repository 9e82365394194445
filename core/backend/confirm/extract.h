#pragma once

#include "backend/confirm/confirmation_records.h"
#include "base/clock.h"
#include "base/random.h"
#include "protocol/confirmation_request.h"

namespace tappay::backend {

// Makes the confirmation request of an intent: payer account, order, payee and amount, of what is
// on record here and not of what the computer says. Inside a turn.
class Extract {
public:
    Extract(const Clock& clock, Random& random) : m_clock(clock), m_random(random) {}

    // The rest of `confirmation`, whose holder and times are known. NotFound for a card or an order
    // that isn't there; OrderExpired, OrderInProgress, OrderPaid; NotUndoable and AmountInvalid for
    // what can't be given back; CardNotProven for a card that has
    // to be held to a reader first; PermissionDenied for what nobody does without the card.
    Result<void> fill(Records& records, const protocol::ConfirmationIntent& intent,
                      ConfirmationRow& confirmation) const;

private:
    Result<void> fillRefund(Records& records, const protocol::ConfirmationIntent& intent,
                            ConfirmationRow& confirmation) const;
    Result<void> encode(protocol::ConfirmationRequest request, ConfirmationRow& confirmation) const;
    Result<void> fillOrder(Records& records, const protocol::ConfirmationIntent& intent,
                           ConfirmationRow& confirmation) const;

    const Clock& m_clock;
    Random& m_random;
};

}  // namespace tappay::backend
