#pragma once

#include "backend/group_commit.h"
#include "backend/orders/spending_limits.h"

namespace tappay::backend {

// Keeps payments of orders within what the holder of the card's account has set. A card without an
// account has no limits. Who wanted more is told of it.
class AccountLimits final : public SpendingLimits {
public:
    AccountLimits(GroupCommit& records, const Log& log) : m_records(records), m_log(log) {}

    Result<void> check(Records& records, const Payment& payment) override;

private:
    void note(const CardholderRow& account, const Payment& payment);

    GroupCommit& m_records;
    const Log& m_log;
};

}  // namespace tappay::backend
