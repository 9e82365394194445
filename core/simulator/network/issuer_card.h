#pragma once

#include "simulator/network/issuer.h"

namespace tappay::simulator::network {

// The card that a request names, and whose it is.
struct Issuer::Card {
    std::string pan;
    std::string panSequence;
    std::string expiry;
    const IssuerKeys* issuer = nullptr;
    const Account* account = nullptr;
    ~Card() { wipe(pan); }
};

}  // namespace tappay::simulator::network
