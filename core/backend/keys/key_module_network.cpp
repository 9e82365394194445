// Keys from the network and from other key-holding systems.
#include <algorithm>

#include "backend/keys/field_62.h"
#include "backend/keys/key_module.h"
#include "crypto/key_block.h"

namespace tappay::backend::keys {

namespace {

constexpr std::size_t kSingle = 8;

std::unexpected<Failure> rejected(const char* why) {
    return fail(FailureCode::KeyRejected, why);
}

// Triple DES with two equal keys next to each other is single DES.
bool isSingleInDisguise(KeyAlgorithm algorithm, ByteView value) {
    if (algorithm != KeyAlgorithm::Tdes) return false;
    for (std::size_t at = kSingle; at < value.size(); at += kSingle)
        if (equalConstantTime(value.subspan(at - kSingle, kSingle), value.subspan(at, kSingle)))
            return true;
    return false;
}

// X9.143's words for our purposes; the sides of one key have opposite modes, and this is ours.
Result<crypto::KeyUse> useOf(KeyPurpose purpose, KeyAlgorithm algorithm) {
    char letter = 0;
    switch (algorithm) {
        case KeyAlgorithm::Hmac:
            letter = 'H';
            break;
        case KeyAlgorithm::Aes:
            letter = 'A';
            break;
        case KeyAlgorithm::Tdes:
            letter = 'T';
            break;
        case KeyAlgorithm::Des:
            letter = 'D';
            break;
        case KeyAlgorithm::Sm4:
            return rejected("key blocks don't know SM4");
    }
    switch (purpose) {
        case KeyPurpose::Master:
            return crypto::KeyUse{"M7", letter, 'C'};
        case KeyPurpose::TerminalPin:
            return crypto::KeyUse{"P0", letter, 'D'};
        case KeyPurpose::NetworkMaster:
            return crypto::KeyUse{"K0", letter, 'D'};
        case KeyPurpose::NetworkPin:
            return crypto::KeyUse{"P0", letter, 'E'};
        case KeyPurpose::NetworkMac: {
            const char* usage = letter == 'A' ? "M6" : letter == 'D' ? "M1" : "M3";
            return crypto::KeyUse{usage, letter, 'C'};
        }
        case KeyPurpose::NetworkTrack:
            return crypto::KeyUse{"D0", letter, 'E'};
        case KeyPurpose::Process:
        case KeyPurpose::Transport:
        case KeyPurpose::BaseDerivation:
        case KeyPurpose::InitialPin:
            break;
    }
    return fail(FailureCode::PermissionDenied,
                "a " + std::string(nameOf(purpose)) + " key stays where it is");
}

}  // namespace

Result<KeyModule::WorkingKeys> KeyModule::takeWorkingKeys(const KeyHandle& networkMaster,
                                                          ByteView field62) {
    TAPPAY_CHECK(requirePurpose(networkMaster, KeyPurpose::NetworkMaster));
    TAPPAY_TRY(parts, splitField62(field62, networkMaster.algorithm));
    std::vector<SecretBytes> values;
    std::vector<KeyHandle> keys;
    for (const auto& part : parts) {
        if (part.enciphered.size() > networkMaster.octets)
            return rejected("working key under a weaker key");
        TAPPAY_TRY(octets, m_vault->decrypt(networkMaster, part.enciphered));
        SecretBytes value(octets);
        wipe(octets);
        TAPPAY_TRY(check, crypto::checkValue(cipherOf(part.algorithm), value.view()));
        if (!equalConstantTime(check, part.checkValue))
            return rejected("check value of a working key");
        if (isSingleInDisguise(part.algorithm, value.view()))
            return rejected("working key is of half its length");
        // One key for two purposes is for none.
        if (std::ranges::any_of(values, [&](const SecretBytes& other) {
                return equalConstantTime(other.view(), value.view());
            }))
            return rejected("one working key for two purposes");
        TAPPAY_TRY(key, keep(part.purpose, part.algorithm, value.view()));
        keys.push_back(std::move(key));
        values.push_back(std::move(value));
    }
    WorkingKeys taken{std::move(keys[0]), std::move(keys[1]), {}};
    if (keys.size() > 2) taken.track = std::move(keys[2]);
    return taken;
}

Result<std::string> KeyModule::exportKeyBlock(const KeyHandle& transport, const KeyHandle& key) {
    TAPPAY_CHECK(requirePurpose(transport, KeyPurpose::Transport));
    TAPPAY_CHECK(requirePurpose(key, key.purpose));
    TAPPAY_TRY(use, useOf(key.purpose, key.algorithm));
    TAPPAY_TRY(protection, m_vault->value(transport));
    TAPPAY_TRY(value, m_vault->value(key));
    return crypto::wrapKeyBlock(protection.view(), {std::move(use), "00", 'N'}, value.view(),
                                crypto::LengthHiding::Yes, m_random);
}

Result<KeyHandle> KeyModule::importKeyBlock(const KeyHandle& transport, std::string_view block,
                                            KeyPurpose purpose, KeyAlgorithm algorithm) {
    TAPPAY_CHECK(requirePurpose(transport, KeyPurpose::Transport));
    TAPPAY_TRY(use, useOf(purpose, algorithm));
    TAPPAY_TRY(protection, m_vault->value(transport));
    TAPPAY_TRY(read,
               crypto::unwrapKeyBlock(crypto::BlockCipher::Aes, protection.view(), block, use));
    if (isSingleInDisguise(algorithm, read.key.view()))
        return rejected("key is of half its length");
    return keep(purpose, algorithm, read.key.view());
}

}  // namespace tappay::backend::keys
