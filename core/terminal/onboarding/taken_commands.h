#pragma once

#include <chrono>
#include <map>
#include <string>

#include "protocol/management.h"

namespace tappay::terminal {

// Which management commands were carried out: each is good for one time. They are known for as long
// as they would be good otherwise; a restart forgets them, and what they ask for does no harm
// twice.
class TakenCommands {
public:
    using Time = std::chrono::system_clock::time_point;

    // PermissionDenied for another terminal's, one that is over, not yet good or was taken before.
    [[nodiscard]] Result<void> check(const protocol::ManagementCommand& command,
                                     const std::string& terminalId, Time now) const;
    void take(const protocol::ManagementCommand& command, Time now);

private:
    std::map<std::string, Time> m_taken;  // until when
};

}  // namespace tappay::terminal
