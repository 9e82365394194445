#pragma once

#include "backend/confirm/confirm_config.h"
#include "backend/confirm/confirmation_records.h"
#include "base/clock.h"
#include "base/random.h"
#include "protocol/confirmation_request.h"

namespace tappay::backend {

// Makes the confirmation request of an intent: payer account, order, payee and amount, of what is
// on record here and not of what the computer says. Inside a turn.
class Extract {
public:
    Extract(const ConfirmConfig& config, const Clock& clock, Random& random)
        : m_config(config), m_clock(clock), m_random(random) {}

    // The rest of `confirmation`, whose holder and times are known. NotFound for a card or an order
    // that isn't there; OrderExpired, OrderInProgress, OrderPaid; NotUndoable and AmountInvalid for
    // what can't be given back; CardNotProven for a card that has
    // to be held to a reader first; PermissionDenied for a transfer that the policy
    // doesn't allow. `merchant`: of the terminal that asks.
    Result<void> fill(Records& records, const std::string& merchant,
                      const protocol::ConfirmationIntent& intent,
                      ConfirmationRow& confirmation) const;

private:
    Result<void> fillRefund(Records& records, const protocol::ConfirmationIntent& intent,
                            ConfirmationRow& confirmation) const;
    Result<void> encode(protocol::ConfirmationRequest request, ConfirmationRow& confirmation) const;
    Result<void> fillOrder(Records& records, const protocol::ConfirmationIntent& intent,
                           ConfirmationRow& confirmation) const;

    Result<void> fillTransfer(Records& records, const std::string& merchant,
                              const protocol::ConfirmationIntent& intent,
                              ConfirmationRow& confirmation) const;

    const ConfirmConfig& m_config;
    const Clock& m_clock;
    Random& m_random;
};

}  // namespace tappay::backend
