#pragma once

#include "base/result.h"
#include "chip/virtual/request.h"

// The directory of a virtual secure element: `state/` (of the chip, encrypted), `state.key`,
// `chip.sock`, `chip.pid`, `owner.lock`, `chip.log`. All for its owner only.
namespace tappay::chip::virtual_element {

struct Places {
    std::filesystem::path state, key, socket, ready, lock, log;
};

Places placesOf(const Request& request);

// Makes what is missing and checks the rest. NotConfigured: no absolute path, one too long for a
// socket, or open to others. KeyUnavailable: a state without its key, or a key file open to others.
Result<void> prepareFiles(const Places& places, const std::filesystem::path& directory);

// Keeps a second manager off the same state, for as long as the descriptor, or a copy in a child,
// is open. AlreadyRunning after waiting a moment for a child that is still ending.
Result<int> lockState(const Places& places);

}  // namespace tappay::chip::virtual_element
