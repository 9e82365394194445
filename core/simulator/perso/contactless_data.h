#pragma once

#include "simulator/perso/common_data.h"
#include "simulator/perso/issuer.h"

namespace tappay::simulator {

// What an application needs to be tapped (JR/T 0025.12): file 3, the limits, and the electronic
// cash.
Result<void> addContactless(ApplicationProfile& application, const CardPlan& plan,
                            const Issuer& issuer, const crypto::RsaPublicKey& iccKey);

// Beside the signature in the last record of an offline approval.
Bytes lastRecordOf(const CardPlan& plan);

}  // namespace tappay::simulator
