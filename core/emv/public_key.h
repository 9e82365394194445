#pragma once

#include <variant>

#include "crypto/rsa.h"

namespace tappay::emv {

// A key for SM2 signatures with SM3 (JR/T 0025.17): X || Y, 64 octets.
struct Sm2PublicKey {
    Bytes point;
};

// A key of offline data authentication. A chain stays with the algorithm it begins with.
using PublicKey = std::variant<crypto::RsaPublicKey, Sm2PublicKey>;

inline bool isSm2(const PublicKey& key) {
    return std::holds_alternative<Sm2PublicKey>(key);
}

}  // namespace tappay::emv
