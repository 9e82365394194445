#pragma once

#include "agent/methods.h"

// The methods of docs/api.md, "Paying a web order".
namespace tappay::agent {

Result<QJsonObject> checkoutReady(const Call& call);
Result<QJsonObject> startCheckout(const Call& call);
Result<QJsonObject> cancelCheckout(const Call& call);
Result<QJsonObject> answerCheckout(const Call& call);
void openCheckout(const Call& call);
Result<QJsonObject> acceptCheckout(const Call& call);

}  // namespace tappay::agent
