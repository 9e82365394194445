#pragma once

#include "backend/terminals/terminal.h"
#include "base/result.h"

namespace tappay::backend {

std::string_view nameOf(TerminalStanding standing);

// TerminalRevoked, TerminalSuspended, TerminalCloned, or TerminalExpired when its certificate is
// over. `now`: Unix milliseconds.
Result<void> checkStanding(TerminalStanding standing, std::int64_t expires, std::int64_t now);

// Whether an operator's word, or what was seen, may lead from one to the other.
bool mayBecome(TerminalStanding from, TerminalStanding to);

}  // namespace tappay::backend
