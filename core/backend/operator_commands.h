#pragma once

#include <span>

#include "backend/config.h"
#include "base/clock.h"
#include "base/random.h"

namespace tappay::backend {

// What an operator does at the machine of the back end, whether it runs or not:
// "code TERMINAL MERCHANT [NAME]", "suspend|resume|revoke TERMINAL", "parameters FILE", "audit" and
// those of operator_keys.h, operator_manage.h and orders/shop_commands.h. Gives what is to be
// printed. InputMalformed for any other words; NotConfigured where nobody enrols; the failures of
// the register and of the key module. `who` is for the audit trail.
Result<std::string> runCommand(const Config& config, std::span<const std::string> words,
                               const std::string& who, const Clock& clock, Random& random);

}  // namespace tappay::backend
