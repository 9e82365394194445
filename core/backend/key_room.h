#pragma once

#include "backend/config.h"
#include "backend/keys/network_keys.h"
#include "crypto/random.h"

namespace tappay::backend {

// What of the keys all parts of the back end share. Both are thread-safe.
struct KeyRoom {
    std::unique_ptr<crypto::SystemRandom> random;
    std::unique_ptr<keys::KeyModule> module;
    std::unique_ptr<keys::NetworkKeys> network;
    // Agreed on paper with the network: enciphers the working keys of sign-ons.
    std::optional<keys::KeyHandle> networkMaster;

    // Opens the key module of the configuration; without enrolment own memory, under a storage key
    // that nobody needs to know again. Takes the network's keys of the configuration into it.
    // NotConfigured; KeyUnavailable.
    static Result<KeyRoom> open(const Config& config);
};

}  // namespace tappay::backend
