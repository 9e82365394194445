#pragma once

#include <array>
#include <vector>

#include "crypto/dukpt.h"

namespace tappay::crypto::dukpt {

// The device's side of AES DUKPT (X9.24-3, 6.4): it keeps only keys that lead to transactions still
// to come. Whoever opens the device finds no key of a transaction that was.
class AesDevice {
public:
    // The initial key is not kept. `used`: the last counter that was used before, by another
    // loading of this key.
    static Result<AesDevice> load(const SecretBytes& initial, ByteView initialKeyId,
                                  std::uint32_t used = 0);

    struct Transaction {
        Bytes serial;
        SecretBytes key;  // from which aesUseKey() makes those of its uses
    };
    // Each transaction once. KeyUnavailable when there are none left; the device then holds no key
    // at all.
    Result<Transaction> next();

    [[nodiscard]] bool usedUp() const { return !nextAesCounter(m_counter); }

    // For tests: what somebody finds who opens the device.
    [[nodiscard]] std::vector<ByteView> held() const;

private:
    explicit AesDevice(ByteView initialKeyId)
        : m_initialKeyId(initialKeyId.begin(), initialKeyId.end()) {}
    Result<void> fillBelow(std::size_t position, const SecretBytes& from, std::uint32_t counter);

    Bytes m_initialKeyId;
    std::uint32_t m_counter = 0;  // of the last transaction
    // One for each bit of the counter: the key at the counter that has this bit as its last.
    std::array<SecretBytes, 32> m_registers;
};

}  // namespace tappay::crypto::dukpt
