#pragma once

#include "agent/methods.h"

// The methods about the cardholder's account. NotEnrolled where the application has none.
namespace tappay::agent {

// Null where there is none.
QJsonValue cardholderJson(const Surroundings& around);

Result<QJsonObject> getCardholder(const Call& call);
Result<QJsonObject> refreshCardholder(const Call& call);
Result<QJsonObject> addCard(const Call& call);
Result<QJsonObject> cancelCard(const Call& call);
Result<QJsonObject> unbindCard(const Call& call);
Result<QJsonObject> removeDevice(const Call& call);
Result<QJsonObject> setLimits(const Call& call);
Result<QJsonObject> deleteCardholder(const Call& call);
// Answers when it has the data.
void exportCardholder(const Call& call);

}  // namespace tappay::agent
