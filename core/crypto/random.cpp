#include "crypto/random.h"

#include <openssl/rand.h>

#include <cstdlib>

namespace tappay::crypto {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    // Without unpredictable numbers nothing here is safe to continue.
    if (!bytes.empty() && RAND_priv_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        std::abort();
}

}  // namespace tappay::crypto
