#pragma once

#include "backend/confirm/pairings.h"
#include "protocol/push.h"

namespace tappay::backend {

// What is in the outbox for a phone or a terminal. Inside a turn.
class Push {
public:
    explicit Push(const Pairings& pairings) : m_pairings(pairings) {}

    // Those up to `cursor` have been received, so a phone has them.
    static Result<void> received(Turn& turn, const std::string& recipient, bool isPhone,
                                 std::int64_t cursor);
    // Those after it.
    [[nodiscard]] Result<protocol::Events> after(Turn& turn, const std::string& recipient,
                                                 std::int64_t cursor) const;

private:
    const Pairings& m_pairings;
};

}  // namespace tappay::backend
