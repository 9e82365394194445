#pragma once

#include <map>

#include "backend/confirm/confirm_config.h"
#include "backend/confirm/device_records.h"
#include "backend/confirm/phone_callers.h"

namespace tappay::backend {

// The security devices of holders: brought by a phone, agreed to at a computer. Inside a turn.
class Devices {
public:
    Devices(const ConfirmConfig& config, const Clock& clock, Random& random)
        : m_config(config), m_clock(clock), m_random(random) {}

    Result<std::string> challenge(Turn& turn, const PhoneMessage& message);
    // DeviceNotTrusted.
    Result<std::string> offer(Turn& turn, const PhoneMessage& message);
    // NotFound; TooLate to accept one that was revoked; Busy when the holder has too many.
    Result<std::string> ask(Turn& turn, const EnrolledTerminal& from,
                            const protocol::DeviceQuestion& question) const;

private:
    struct Challenge {
        Bytes octets;
        std::int64_t expires = 0;
    };
    Result<DeviceRow> made(Turn& turn, const PhoneMessage& message,
                           const protocol::DeviceOffer& offer);
    Result<void> change(Turn& turn, const Holder& holder,
                        const protocol::DeviceQuestion& question) const;

    const ConfirmConfig& m_config;
    const Clock& m_clock;
    Random& m_random;
    std::map<std::string, Challenge> m_challenges;  // by phone; on the writer's thread alone
};

}  // namespace tappay::backend
