#pragma once

#include <QtBluetooth/QLowEnergyController>

#include <cstddef>

namespace tappay::confirm {

// The longest value that one write or notification carries on this connection, as the platform
// says; where it doesn't, what every connection carries.
std::size_t longestValue(const QLowEnergyController& controller);

}  // namespace tappay::confirm
