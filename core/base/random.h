#pragma once

#include <cstdint>
#include <span>

namespace tappay {

// Unpredictable octets for keys, challenges and identifiers. The real one is crypto::SystemRandom
// (OpenSSL); tests pass a seeded one.
class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

}  // namespace tappay
