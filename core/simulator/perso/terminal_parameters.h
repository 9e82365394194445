#pragma once

#include <QJsonObject>

#include "simulator/perso/issuer.h"

namespace tappay::simulator {

// parameters.json, what the terminal has to know to take the cards of this world
// (docs/configuration.md).
QJsonObject terminalParameters(const Institutions& institutions);

// One CA key as it stands there.
QJsonObject authorityKey(const Authority& authority);

}  // namespace tappay::simulator
