#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "crypto/ec.h"
#include "protocol/device_records.h"

// How a phone and a security device come to a channel that does not trust the link below it:
// SIGMA-I (Krawczyk 2003, 5.2) with P-256. Three messages: hello, proof, reply.
// docs/device-protocol.md, "Channel".
namespace tappay::protocol {

// Which devices a phone speaks to.
struct DeviceTrust {
    std::vector<Bytes> authorities;
    std::chrono::sys_seconds at;
    std::optional<Bytes> registered;  // nothing when a device is added
};

struct DeviceKeys;

class PhoneHandshake {
public:
    // `pairingKey`: of this phone, and outlives this. CryptoFailed.
    static Result<PhoneHandshake> begin(const crypto::EcPrivateKey& pairingKey, Random& random);

    [[nodiscard]] const Bytes& hello() const { return m_hello; }
    // The reply to the device's proof. DeviceNotTrusted when its certificate leads to no authority,
    // DeviceWrong when it isn't the registered one, InputMalformed for everything else. One try.
    Result<Bytes> answer(ByteView proof, const DeviceTrust& trust);

    // Once answered:
    [[nodiscard]] const Bytes& certificate() const { return m_certificate; }
    // Six digits that both show while the device is added.
    [[nodiscard]] const std::string& pairingCode() const { return m_code; }
    DeviceRecords takeRecords() { return std::move(*m_records); }

private:
    PhoneHandshake(const crypto::EcPrivateKey& key, crypto::EcPrivateKey ephemeral)
        : m_key(&key), m_ephemeral(std::move(ephemeral)) {}
    Result<void> check(const DeviceKeys& keys, ByteView sealed, const DeviceTrust& trust);

    const crypto::EcPrivateKey* m_key;
    crypto::EcPrivateKey m_ephemeral;
    Bytes m_nonce, m_hello, m_certificate;
    std::string m_code;
    std::optional<DeviceRecords> m_records;
};

class DeviceHandshake {
public:
    // `key` is that of the chain's first certificate, and outlives this.
    static Result<DeviceHandshake> begin(const crypto::EcPrivateKey& key, std::vector<Bytes> chain);

    // The proof. InputMalformed.
    Result<Bytes> answer(ByteView hello);
    // Whose phone it is: the caller speaks to none but those it knows, or asks its owner to compare
    // the code. InputMalformed.
    Result<crypto::EcPublicKey> finish(ByteView reply);
    [[nodiscard]] const std::string& pairingCode() const { return m_code; }
    DeviceRecords takeRecords() { return std::move(*m_records); }

private:
    DeviceHandshake(const crypto::EcPrivateKey& key, crypto::EcPrivateKey ephemeral,
                    std::vector<Bytes> chain)
        : m_key(&key), m_ephemeral(std::move(ephemeral)), m_chain(std::move(chain)) {}

    const crypto::EcPrivateKey* m_key;
    crypto::EcPrivateKey m_ephemeral;
    std::vector<Bytes> m_chain;
    Bytes m_hello, m_proof;
    std::string m_code;
    std::optional<DeviceRecords> m_records;
};

}  // namespace tappay::protocol
