#pragma once

#include "agent/methods.h"

// The methods about confirmations. NotEnrolled where the application has none.
namespace tappay::agent {

// Open ones, and those that began today.
QJsonValue confirmationsJson(const Surroundings& around);

Result<QJsonObject> startConfirmation(const Call& call);
Result<QJsonObject> getConfirmation(const Call& call);
Result<QJsonObject> listConfirmations(const Call& call);
Result<QJsonObject> withdrawConfirmation(const Call& call);

}  // namespace tappay::agent
