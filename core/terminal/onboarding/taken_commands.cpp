#include "terminal/onboarding/taken_commands.h"

#include "protocol/time.h"

namespace tappay::terminal {

namespace {
constexpr std::chrono::minutes kClocksDiffer{5};
}

Result<void> TakenCommands::check(const protocol::ManagementCommand& command,
                                  const std::string& terminalId, Time now) const {
    const auto refuse = [](const char* why) { return fail(FailureCode::PermissionDenied, why); };
    const auto created = protocol::parseTime(command.created),
               expires = protocol::parseTime(command.expires);
    if (command.terminalId != terminalId) return refuse("a command for another terminal");
    if (!created || !expires || *created > now + kClocksDiffer) return refuse("not yet good");
    if (*expires <= now) return refuse("a command that is over");
    if (m_taken.contains(command.id)) return refuse("a command that was carried out before");
    return {};
}

void TakenCommands::take(const protocol::ManagementCommand& command, Time now) {
    std::erase_if(m_taken, [now](const auto& taken) { return taken.second <= now; });
    if (const auto expires = protocol::parseTime(command.expires))
        m_taken.emplace(command.id, *expires);
}

}  // namespace tappay::terminal
