#pragma once

#include <mutex>

#include "base/random.h"
#include "crypto/dukpt_device.h"

namespace tappay::terminal {

struct SignOn;

// A key for each PIN, which nobody finds again afterwards: AES DUKPT (X9.24-3). It lives in memory
// alone. Thread-safe.
class PinKeySequence {
public:
    explicit PinKeySequence(crypto::dukpt::AesDevice device) : m_device(std::move(device)) {}

    struct Key {
        Bytes serial;
        SecretBytes key;
    };
    // KeyUnavailable when there are none left.
    Result<Key> next();
    [[nodiscard]] bool usedUp() const;

private:
    mutable std::mutex m_mutex;
    crypto::dukpt::AesDevice m_device;
};

struct EncipheredPin {
    Bytes block;
    Bytes keySerial;  // of AES DUKPT; else empty
};
// As the sign-on says.
Result<EncipheredPin> encipherPin(SignOn& signOn, ByteView pin, ByteView pan, Random& random);

}  // namespace tappay::terminal
