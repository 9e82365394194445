#include "backend/key_room.h"

#include "backend/keys/memory_vault.h"

namespace tappay::backend {

namespace {

using keys::KeyAlgorithm;
using keys::KeyPurpose;
using keys::MacProfile;

constexpr std::size_t kStorageKey = 32;

KeyAlgorithm macAlgorithm(MacProfile profile) {
    switch (profile) {
        case MacProfile::AesCmac:
            return KeyAlgorithm::Aes;
        case MacProfile::Sm4CbcMac:
            return KeyAlgorithm::Sm4;
        case MacProfile::X919:
        case MacProfile::Cups:
            break;
    }
    return KeyAlgorithm::Tdes;
}

KeyAlgorithm pinAlgorithm(iso8583::PinField field) {
    return field == iso8583::PinField::Octets16 ? KeyAlgorithm::Aes : KeyAlgorithm::Tdes;
}

Result<std::unique_ptr<keys::Vault>> openVault(const Config& config, Random& random) {
    if (config.enrolment) return keys::openVault(config.enrolment->keyModule);
    SecretBytes storageKey(kStorageKey);
    random.fill(storageKey.writable());
    return std::make_unique<keys::MemoryVault>(storageKey);
}

// Nothing for a key that the configuration doesn't have.
Result<std::optional<keys::KeyHandle>> take(keys::KeyModule& module, KeyPurpose purpose,
                                            KeyAlgorithm algorithm, const SecretBytes& value) {
    if (value.empty()) return std::nullopt;
    TAPPAY_TRY(key, module.take(purpose, algorithm, value));
    return key;
}

}  // namespace

Result<KeyRoom> KeyRoom::open(const Config& config) {
    const auto& network = config.network;
    KeyRoom room;
    room.random = std::make_unique<crypto::SystemRandom>();
    TAPPAY_TRY(vault, openVault(config, *room.random));
    room.module = std::make_unique<keys::KeyModule>(std::move(vault), *room.random);
    TAPPAY_TRY(mac, take(*room.module, KeyPurpose::NetworkMac, macAlgorithm(network.macProfile),
                         network.mak));
    if (!mac) return fail(FailureCode::NotConfigured, "network.makFile");
    TAPPAY_TRY(pin, take(*room.module, KeyPurpose::NetworkPin, pinAlgorithm(network.pinField),
                         network.pinKey));
    TAPPAY_TRY(master, take(*room.module, KeyPurpose::NetworkMaster, KeyAlgorithm::Tdes,
                            network.masterKey));
    room.networkMaster = std::move(master);
    room.network = std::make_unique<keys::NetworkKeys>(
        *room.module, network.macProfile, keys::NetworkKeySet{std::move(*mac), std::move(pin)});
    return room;
}

}  // namespace tappay::backend
