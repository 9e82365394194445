#pragma once

#include "crypto/ec.h"
#include "crypto/tpm2/public_area.h"

namespace tappay::crypto {

// A chip's key made of software.
struct ChipKey {
    explicit ChipKey(tpm2::Role role)
        : key(EcPrivateKey::generate(Curve::P256).value()),
          area(tpm2::publicAreaOf(role, key.publicKey()).value()) {}
    EcPrivateKey key;
    tpm2::PublicArea area;
};

}  // namespace tappay::crypto
