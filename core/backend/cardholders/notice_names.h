#pragma once

#include <string_view>

// What a cardholder is told of, as docs/protocol.md names it.
namespace tappay::backend::notice {

inline constexpr std::string_view kRegistered = "registered", kCardBound = "card_bound",
                                  kCardUnbound = "card_unbound", kDeviceAdded = "device_added",
                                  kDeviceRemoved = "device_removed",
                                  kLimitsChanged = "limits_changed", kPayment = "payment",
                                  kRefund = "refund", kRefusedLimit = "refused_limit";

}  // namespace tappay::backend::notice
