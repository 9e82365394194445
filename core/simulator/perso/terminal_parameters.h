#pragma once

#include <QJsonObject>

#include "simulator/perso/issuer.h"

namespace tappay::simulator {

inline constexpr const char* kAcquirerId = "48021000";

// parameters.json, what a terminal has to know to take the cards of this world, as the back end's
// operator hands it in (docs/configuration.md, "Parameters").
QJsonObject terminalParameters(const Institutions& institutions);

// One CA key as it stands there.
QJsonObject authorityKey(const Authority& authority);

}  // namespace tappay::simulator
