#pragma once

#include <QtCore/QJsonObject>

#include "terminal/cardholder.h"

namespace tappay::agent {

// The object of `cardholder.get` in docs/api.md.
QJsonObject toJson(const terminal::CardholderStatus& status);

}  // namespace tappay::agent
