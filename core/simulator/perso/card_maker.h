#pragma once

#include "simulator/card/profile.h"
#include "simulator/perso/card_plan.h"

namespace tappay::simulator {

inline constexpr std::uint8_t kAuthorityKeyIndex = 0xF0;

struct Issuer {
    crypto::RsaPrivateKey key;
    Bytes certificate, remainder;  // tags 90 and 92
    Bytes imkAc, imkMac, imkEnc;   // master keys, 16 octets each
};

// Everything that goes into one card: records, keys, certificate, parameters.
Result<CardProfile> makeCard(const CardPlan& plan, const Issuer& issuer,
                             crypto::RsaPrivateKey iccKey);

}  // namespace tappay::simulator
