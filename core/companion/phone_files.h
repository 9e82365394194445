#pragma once

#include "companion/phone_store.h"

// What stands in the files of a phone. For the implementation of this room.
namespace tappay::companion {

std::string textOf(const PairedPhone& phone);
std::string textOf(const std::vector<KeptDevice>& devices);
// KeyUnavailable.
Result<PairedPhone> readPhone(std::string_view json);
Result<std::vector<KeptDevice>> readDevices(std::string_view json);

}  // namespace tappay::companion
