#pragma once

#include "backend/operator_keys.h"
#include "base/clock.h"

namespace tappay::backend {

// "manage TERMINAL sign_on|renew_keys": a signed command for this terminal, as an address of the
// management page, to be sent to whoever sits at the terminal (docs/protocol.md, "Management
// commands"). TerminalUnknown; NotConfigured where there is no page.
Result<std::string> makeManagementCommand(const KeyCommand& command, const Clock& clock);

}  // namespace tappay::backend
