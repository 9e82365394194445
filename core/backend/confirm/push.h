#pragma once

#include "backend/confirm/pairings.h"
#include "protocol/push.h"

namespace tappay::backend {

// What is in the outbox for a phone or a terminal. Inside a turn.
class Push {
public:
    explicit Push(const Pairings& pairings) : m_pairings(pairings) {}

    // Those after `cursor`; those up to it have been received, so a phone has them.
    [[nodiscard]] Result<protocol::Events> events(Turn& turn, const std::string& recipient,
                                                  bool isPhone, std::int64_t cursor) const;

private:
    Result<void> received(Turn& turn, const std::string& recipient, bool isPhone,
                          std::int64_t cursor) const;

    const Pairings& m_pairings;
};

}  // namespace tappay::backend
