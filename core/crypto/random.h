#pragma once

#include "base/random.h"

namespace tappay::crypto {

// OpenSSL's generator, seeded by the operating system.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace tappay::crypto
