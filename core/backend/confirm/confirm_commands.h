#pragma once

#include <span>
#include <string>

#include "backend/config.h"
#include "base/clock.h"

namespace tappay::backend {

// What an operator does about confirmations: "confirm-unblock TERMINAL" lets a computer ask for
// them again that a phone has reported.
bool isConfirmCommand(std::string_view word);

// InputMalformed for any other words; NotConfigured where nothing is confirmed; NotFound for a
// computer that isn't blocked.
Result<std::string> runConfirmCommand(const Config& config, std::span<const std::string> words,
                                      const std::string& who, const Clock& clock);

}  // namespace tappay::backend
