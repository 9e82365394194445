#pragma once

#include <QtCore/QJsonObject>

#include "companion/companion.h"

namespace tappay::phone {

// What the phone shows, as one object.
QJsonObject toJson(const companion::CompanionStatus& status);

}  // namespace tappay::phone
