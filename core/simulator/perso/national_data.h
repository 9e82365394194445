#pragma once

#include "simulator/perso/common_data.h"
#include "simulator/perso/issuer.h"

namespace tappay::simulator {

// The second set, for terminals that announce SM2, SM3 and SM4 (JR/T 0025.17): files 4 and 5, a key
// and certificates of its own. After addContactless.
Result<void> addNational(ApplicationProfile& application, const CardPlan& plan,
                         const Issuer& issuer, Random& random);

}  // namespace tappay::simulator
