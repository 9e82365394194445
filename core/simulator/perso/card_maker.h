#pragma once

#include "simulator/card/profile.h"
#include "simulator/perso/card_plan.h"
#include "simulator/perso/issuer.h"

namespace tappay::simulator {

// Everything that goes into one card: records, keys, certificates, parameters. All applications of
// a card share its RSA key.
Result<CardProfile> makeCard(const CardPlan& plan, const Institutions& institutions,
                             const crypto::RsaPrivateKey& iccKey, Random& random);

}  // namespace tappay::simulator
