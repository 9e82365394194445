#pragma once

#include "agent/methods.h"

// The methods about the terminal's keys and its standing. NotEnrolled where the application has no
// security.
namespace tappay::agent {

// Only where there is a security.
QJsonObject securityJson(const Surroundings& around);

Result<QJsonObject> getSecurity(const Call& call);
Result<QJsonObject> enrol(const Call& call);
Result<QJsonObject> signOn(const Call& call);
Result<QJsonObject> renewKeys(const Call& call);

}  // namespace tappay::agent
