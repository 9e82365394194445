#pragma once

#include <span>

#include "backend/config.h"
#include "base/clock.h"
#include "base/random.h"

namespace tappay::backend {

// What an operator does about web shops: "shop MERCHANT NAME ORIGIN... [--webhook URL]",
// "shop-key MERCHANT", "shops".
bool isShopCommand(std::string_view word);

// What is to be printed: of a new shop, and after shop-key, the API key and the webhook's secret,
// which nobody can be shown again. InputMalformed for any other words; NotConfigured where there
// are no orders; NotFound for an unknown merchant.
Result<std::string> runShopCommand(const Config& config, std::span<const std::string> words,
                                   const std::string& who, const Clock& clock, Random& random);

}  // namespace tappay::backend
