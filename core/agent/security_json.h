#pragma once

#include <QtCore/QJsonObject>

#include "terminal/security.h"

namespace tappay::agent {

// The object of `security.get` in docs/api.md.
QJsonObject toJson(const terminal::SecurityStatus& security, const std::optional<Failure>& standing,
                   terminal::Time now);

}  // namespace tappay::agent
