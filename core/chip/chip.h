#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/secret.h"
#include "crypto/ec.h"
#include "crypto/tpm2/credential.h"
#include "crypto/tpm2/duplication.h"
#include "crypto/tpm2/statement.h"

// The terminal's security chip. Floors above know this interface only; which form is behind it is
// shown to the person, never silently replaced. Private keys and the master key never leave it.
// All calls are thread-safe and block for one chip command (50 to 150 ms on a hardware chip where
// an asymmetric key works). Failures: ChipUnavailable (not there, or gone and not back in time),
// KeyUnavailable (no such key in it yet), CryptoFailed (it refuses what it was given).
namespace tappay::chip {

enum class Form : std::uint8_t { Tpm, Virtual, Software };

// For the person and the logs.
struct Description {
    std::string maker;     // "IBM", "STM ", ...
    std::string model;     // vendor string
    std::string firmware;  // "1.512"
};

// What the chip came with.
struct Factory {
    crypto::tpm2::PublicArea key;     // the default key (Role::Endorsement)
    std::vector<Bytes> certificates;  // DER, the default certificate first
    Bytes authority;                  // DER: the back end's certification authority
};

// The keys made in the chip when the terminal is enrolled, as the back end wants to see them.
struct Keys {
    crypto::tpm2::PublicArea attestation, identity, storage;
};

// Two places for master keys: the new one is put beside the old one.
enum class Slot : std::uint8_t { A, B };

// Our half of one agreement. Its private part never leaves the chip but enciphered for it alone.
struct AgreementKey {
    crypto::EcPublicKey open;
    Bytes kept;  // no secret
};

class Chip {
public:
    virtual ~Chip() = default;
    [[nodiscard]] virtual Form form() const = 0;
    [[nodiscard]] virtual Description description() const = 0;

    [[nodiscard]] virtual Result<Factory> factory() = 0;

    // The terminal's own keys. Makes those that are missing; KeyUnavailable from the calls below
    // before that.
    [[nodiscard]] virtual Result<Keys> makeKeys() = 0;
    // Ends this identity: the keys, master keys included, are gone for good. The counter stays.
    [[nodiscard]] virtual Result<void> clear() = 0;
    // That the identity or the storage key lives in this chip.
    [[nodiscard]] virtual Result<crypto::tpm2::Statement> certify(crypto::tpm2::Role role,
                                                                  ByteView nonce) = 0;
    // What the back end has hidden for this chip and its attestation key.
    [[nodiscard]] virtual Result<SecretBytes> activate(const crypto::tpm2::Credential& hidden) = 0;

    // The terminal's signing key.
    [[nodiscard]] virtual Result<crypto::EcPublicKey> identity() = 0;
    // ES256: raw r || s over SHA-256(message).
    [[nodiscard]] virtual Result<Bytes> sign(ByteView message) = 0;
    // ECDH on P-256: a new key of ours, and then, when the other side has answered, the X
    // coordinate (32 octets) that both share. Takes nothing in the chip in between; whoever drops
    // what is kept can't agree with this key any more.
    [[nodiscard]] virtual Result<AgreementKey> makeAgreementKey() = 0;
    [[nodiscard]] virtual Result<SecretBytes> agree(const AgreementKey& ours,
                                                    const crypto::EcPublicKey& peer) = 0;

    // Replaces what is in the slot; what was there before stays when the import fails.
    [[nodiscard]] virtual Result<void> import(Slot slot, const crypto::tpm2::WrappedKey& key) = 0;
    // HMAC-SHA256 of the slot's key over `context` (at most 1,024 octets): 32 octets.
    [[nodiscard]] virtual Result<SecretBytes> derive(Slot slot, ByteView context) = 0;
    [[nodiscard]] virtual Result<void> forget(Slot slot) = 0;
    [[nodiscard]] virtual Result<bool> holds(Slot slot) = 0;

    // For at most 128 octets that only this chip shall give back. The result is no secret.
    [[nodiscard]] virtual Result<Bytes> seal(ByteView secret) = 0;
    [[nodiscard]] virtual Result<SecretBytes> unseal(ByteView sealed) = 0;

    // Adds one to the counter that never goes back, and gives its value.
    [[nodiscard]] virtual Result<std::uint64_t> count() = 0;
    // KeyUnavailable before the first count(). Nonces here and above: 16 to 64 octets.
    [[nodiscard]] virtual Result<crypto::tpm2::Statement> attestCounter(ByteView nonce) = 0;
    // The state of the machine as far as the chip has measured it (PCR 0 to 7, SHA-256); empty
    // where nothing is measured.
    [[nodiscard]] virtual Result<std::optional<crypto::tpm2::Statement>> attestPlatform(
        ByteView nonce) = 0;
};

}  // namespace tappay::chip
