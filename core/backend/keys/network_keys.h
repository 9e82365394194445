#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "backend/keys/key_module.h"
#include "backend/keys/key_store.h"

namespace tappay::backend::keys {

// What a terminal's messages on the card network are protected with.
struct NetworkKeySet {
    KeyHandle mac;
    std::optional<KeyHandle> pin;
};

// Which of the network's keys are whose: those of a terminal's last sign-on to the network, for
// anybody else those agreed on paper. Handles are remembered, so that no message waits for the
// database. Thread-safe.
class NetworkKeys {
public:
    using Keys = std::shared_ptr<const NetworkKeySet>;

    // The module outlives this.
    NetworkKeys(KeyModule& module, MacProfile profile, NetworkKeySet agreed);

    // At start: what earlier sign-ons brought.
    Result<void> load(KeyStore& store);
    void replace(const std::string& terminalId, NetworkKeySet keys);
    // Back to those agreed on paper.
    void forget(const std::string& terminalId);
    [[nodiscard]] Keys of(const std::string& terminalId) const;

    // Field 64: 8 octets.
    [[nodiscard]] Result<Bytes> mac(const NetworkKeySet& keys, ByteView data) const;
    // A PIN block under a terminal's key as the network takes it from this terminal. InputMalformed
    // when there is no PIN key of the network; CryptoFailed when the block isn't one for this PAN.
    [[nodiscard]] Result<Bytes> translatePin(const std::string& terminalId, const KeyHandle& from,
                                             ByteView block, ByteView pan) const;
    // The same from AES DUKPT; KeyRejected as well, as in key_module.h.
    [[nodiscard]] Result<Bytes> translatePin(const std::string& terminalId, const DukptKey& from,
                                             ByteView block, ByteView pan) const;

private:
    [[nodiscard]] Result<KeyHandle> pinKeyOf(const std::string& terminalId) const;

    KeyModule& m_module;
    const MacProfile m_profile;
    const Keys m_agreed;
    mutable std::mutex m_mutex;
    std::map<std::string, Keys> m_keys;  // by terminal id
};

}  // namespace tappay::backend::keys
