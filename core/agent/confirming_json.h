#pragma once

#include <QtCore/QJsonObject>

#include "agent/confirming.h"

// The objects of docs/api.md, "Phones, devices and confirmations".
namespace tappay::agent {

QJsonObject toJson(const terminal::PhonesStatus& status);
QJsonObject toJson(const terminal::DevicesStatus& status);
QJsonObject toJson(const terminal::ConfirmationSnapshot& confirmation);

}  // namespace tappay::agent
