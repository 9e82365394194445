#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"

namespace tappay::simulator {

// Makes a whole test world with fresh keys in `directory` (made if missing): ca.json, issuers.json,
// parameters.json and cards/NAME.json (docs/configuration.md). Files that are there are replaced,
// and the cards begin anew. StorageFull, CryptoFailed.
Result<void> setUpWorld(const std::string& directory, Random& random);

}  // namespace tappay::simulator
