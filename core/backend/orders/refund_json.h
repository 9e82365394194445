#pragma once

#include <QtCore/QJsonObject>

#include "backend/orders/refund.h"
#include "base/money.h"

namespace tappay::backend {

// As a shop sees it: docs/web-api.md, "Refunds".
QJsonObject shownRefund(const Refund& refund, const Currency& currency);

}  // namespace tappay::backend
