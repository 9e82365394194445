#pragma once

#include <QByteArray>
#include <chrono>

#include "base/result.h"

namespace tappay::simulator::shop {

// How old a webhook may be: an old one may be a copy that somebody sends again.
inline constexpr std::chrono::seconds kWebhookAge{300};

// Whether `body` is the payment system's: docs/web-api.md, "Webhooks". `signature` is the header
// TapPay-Signature as received. PermissionDenied.
Result<void> verifyWebhook(const QByteArray& signature, const QByteArray& body,
                           const QByteArray& secret, std::chrono::system_clock::time_point now);

}  // namespace tappay::simulator::shop
