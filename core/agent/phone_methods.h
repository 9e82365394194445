#pragma once

#include "agent/methods.h"

// The methods about phones and security devices. NotEnrolled where the application has none.
namespace tappay::agent {

// Of whom the application is, where a caller doesn't say; null where it has none.
QJsonValue phonesJson(const Surroundings& around);
QJsonValue devicesJson(const Surroundings& around);

Result<QJsonObject> getPhones(const Call& call);
Result<QJsonObject> refreshPhones(const Call& call);
Result<QJsonObject> pairPhone(const Call& call);
Result<QJsonObject> acceptPhone(const Call& call);
Result<QJsonObject> refusePhone(const Call& call);
Result<QJsonObject> closePairing(const Call& call);
Result<QJsonObject> renamePhone(const Call& call);
Result<QJsonObject> revokePhone(const Call& call);

Result<QJsonObject> getDevices(const Call& call);
Result<QJsonObject> refreshDevices(const Call& call);
Result<QJsonObject> acceptDevice(const Call& call);
Result<QJsonObject> revokeDevice(const Call& call);

}  // namespace tappay::agent
