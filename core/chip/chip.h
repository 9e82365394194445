#pragma once

#include <string>

#include "base/result.h"
#include "base/secret.h"
#include "crypto/ec.h"

// The terminal's security chip. Floors above know this interface only; which form is behind it is
// shown to the person, never silently replaced.
namespace tappay::chip {

enum class Form : std::uint8_t { Tpm, Virtual, Software };

enum class WorkingKey : std::uint8_t { Pin, Mac };

class Chip {
public:
    virtual ~Chip() = default;
    [[nodiscard]] virtual Form form() const = 0;
    // The terminal's signing key; its private half never leaves the chip.
    [[nodiscard]] virtual const crypto::EcPublicKey& identity() const = 0;
    // ES256: raw r || s over SHA-256(message). Thread-safe.
    [[nodiscard]] virtual Result<Bytes> sign(ByteView message) = 0;
    // PIK (two-key TDES) or MAK; KeyUnavailable before sign-on.
    [[nodiscard]] virtual Result<SecretBytes> workingKey(WorkingKey which) = 0;
};

}  // namespace tappay::chip
