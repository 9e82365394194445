#pragma once

#include <mutex>
#include <optional>
#include <utility>

#include "backend/keys/vault.h"
#include "base/random.h"
#include "crypto/ec.h"
#include "crypto/key_block.h"
#include "crypto/tpm2/duplication.h"
#include "protocol/sealed_transaction.h"

namespace tappay::backend::keys {

enum class PinFormat : std::uint8_t {
    Format0,  // triple DES, 8 octets
    Format4,  // AES, 16 octets
};

// One key of AES DUKPT.
struct DukptKey {
    const KeyHandle& initial;
    ByteView serial;
};

// The one place where the back end's key values are used; nothing gives a value out. Keys come and
// go as handles. A handle that is asked for something else than its purpose is refused
// (PermissionDenied). Where values are while they are used: memory_vault.h and pkcs11_vault.h.
// Thread-safe.
class KeyModule {
public:
    KeyModule(std::unique_ptr<Vault> vault, Random& random);

    // A terminal's master key, for the chip with this storage key.
    struct NewMasterKey {
        KeyHandle key;
        crypto::tpm2::WrappedKey forChip;
    };
    Result<NewMasterKey> makeMasterKey(const crypto::tpm2::PublicArea& storage);
    // That the terminal holds the key; CryptoFailed when it doesn't.
    Result<void> verifyProof(const KeyHandle& master, ByteView challenge, ByteView proof);

    // A PIN key for one sign-on of the terminal.
    struct NewPinKey {
        KeyHandle key;
        std::string block;  // TR-31 version D
        Bytes initialKeyId = {};
    };
    Result<NewPinKey> makePinKey(const KeyHandle& master, std::string_view session,
                                 PinFormat format);
    // Instead of it an initial key of AES DUKPT, for PIN blocks of format 4. No id is given out
    // twice under one base key.
    Result<NewPinKey> makeInitialKey(const KeyHandle& master, std::string_view session);

    // The process key of one sign-on, agreed with the terminal's chip.
    struct Agreed {
        KeyHandle key;
        crypto::EcPublicKey ours;
    };
    Result<Agreed> agree(const crypto::EcPublicKey& theirs, std::string_view session,
                         std::string_view terminalId);
    // CryptoFailed when it was sealed for another sign-on, terminal or transaction.
    Result<protocol::OpenedTransaction> open(const KeyHandle& process,
                                             std::string_view transactionId, ByteView sealed);

    // The records of one web payment's channel (protocol/channel.h). CryptoFailed when it was
    // sealed under another sign-on or for another payment.
    Result<protocol::OpenedTransaction> openRecord(const KeyHandle& process,
                                                   std::string_view payment, ByteView sealed);
    Result<Bytes> sealRecord(const KeyHandle& process, std::string_view payment,
                             std::uint32_t number, ByteView answer);

    // Field 62 of the network's 0810. KeyRejected and nothing kept when a length, a check value or
    // a key is wrong.
    struct WorkingKeys {
        KeyHandle pin, mac;
        std::optional<KeyHandle> track;
    };
    Result<WorkingKeys> takeWorkingKeys(const KeyHandle& networkMaster, ByteView field62);
    // From the terminal's key to the network's; the key's algorithm says the format. CryptoFailed
    // when the block isn't one for this PAN.
    Result<Bytes> translatePin(const KeyHandle& from, const KeyHandle& to, ByteView block,
                               ByteView pan);
    // The same from the key that an initial key makes for this serial. KeyRejected for a serial
    // that no device has.
    Result<Bytes> translatePin(const DukptKey& from, const KeyHandle& to, ByteView block,
                               ByteView pan);
    // 8 octets.
    Result<Bytes> mac(const KeyHandle& key, MacProfile profile, ByteView data);

    // A key that a person or a file brings; InputMalformed when it doesn't suit its purpose.
    Result<KeyHandle> take(KeyPurpose purpose, KeyAlgorithm algorithm, const SecretBytes& value);
    // To and from another key-holding system, under a transport key. Process and transport keys
    // don't travel, nor does SM4, which key blocks don't know. The old key stays when this fails.
    Result<std::string> exportKeyBlock(const KeyHandle& transport, const KeyHandle& key);
    Result<KeyHandle> importKeyBlock(const KeyHandle& transport, std::string_view block,
                                     KeyPurpose purpose, KeyAlgorithm algorithm);

private:
    // HKDF's second step for one block of 32 octets.
    Result<SecretBytes> expand(const KeyHandle& process, Bytes info);
    Result<KeyHandle> keep(KeyPurpose purpose, KeyAlgorithm algorithm, ByteView value);
    Result<Bytes> checkValue(const KeyHandle& key);
    Result<std::string> wrapForTerminal(const KeyHandle& master, std::string_view session,
                                        const crypto::KeyUse& use, const SecretBytes& value);
    // The next initial key, and its id.
    Result<std::pair<SecretBytes, Bytes>> nextInitialKey();
    // `to` has been looked at.
    Result<Bytes> encipherPin(const KeyHandle& to, const SecretBytes& pin, ByteView pan);

    std::unique_ptr<Vault> m_vault;
    Random& m_random;
    // Of AES DUKPT. It ends with this module: what it has made then lives with the sign-ons alone,
    // and a database that was put back brings no id back.
    struct Base {
        KeyHandle key;
        Bytes id;
        std::uint32_t devices = 0;
    };
    std::mutex m_baseMutex;
    std::optional<Base> m_base;
};

// For the implementation: the handle is for this purpose.
Result<void> requirePurpose(const KeyHandle& key, KeyPurpose purpose);
Result<void> requireNetworkPinKey(const KeyHandle& key);

}  // namespace tappay::backend::keys
