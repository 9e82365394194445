#pragma once

#include <span>

#include "backend/config.h"
#include "backend/terminals/register.h"
#include "base/random.h"

namespace tappay::backend {

// What an operator does with the keys of one terminal. `words` as in operator_commands.h.
struct KeyCommand {
    const Config& config;
    TerminalRegister& terminals;
    std::span<const std::string> words;
    const std::string& who;
    std::int64_t now;
    Random& random;
};

// "renew TERMINAL": the terminal shall ask for a new master key at its next sign-on.
Result<std::string> renewMasterKey(const KeyCommand& command);
// "import-key TERMINAL TRANSPORT BLOCK": the network's key for this terminal alone, from a key
// block in the file BLOCK. In the private file TRANSPORT is the key that protects it.
Result<std::string> importNetworkMaster(const KeyCommand& command);
// "export-key TERMINAL master|pin|mac TRANSPORT": one of the network's keys as a key block.
Result<std::string> exportNetworkKey(const KeyCommand& command);

}  // namespace tappay::backend
