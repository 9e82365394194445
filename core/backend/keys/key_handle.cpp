#include "backend/keys/key_handle.h"

namespace tappay::backend::keys {

std::string_view nameOf(KeyPurpose purpose) {
    switch (purpose) {
        case KeyPurpose::Master:
            return "master";
        case KeyPurpose::TerminalPin:
            return "terminal-pin";
        case KeyPurpose::Process:
            return "process";
        case KeyPurpose::NetworkMaster:
            return "network-master";
        case KeyPurpose::NetworkPin:
            return "network-pin";
        case KeyPurpose::NetworkMac:
            return "network-mac";
        case KeyPurpose::NetworkTrack:
            return "network-track";
        case KeyPurpose::BaseDerivation:
            return "base-derivation";
        case KeyPurpose::InitialPin:
            return "initial-pin";
        case KeyPurpose::Transport:
            break;
    }
    return "transport";
}

std::string_view nameOf(KeyAlgorithm algorithm) {
    switch (algorithm) {
        case KeyAlgorithm::Hmac:
            return "hmac";
        case KeyAlgorithm::Aes:
            return "aes";
        case KeyAlgorithm::Tdes:
            return "tdes";
        case KeyAlgorithm::Des:
            return "des";
        case KeyAlgorithm::Sm4:
            break;
    }
    return "sm4";
}

bool suits(KeyPurpose purpose, KeyAlgorithm algorithm, std::size_t octets) {
    const bool keyed = purpose == KeyPurpose::Master || purpose == KeyPurpose::Process;
    if (keyed != (algorithm == KeyAlgorithm::Hmac)) return false;
    // Single DES is what some networks still name for their own working keys, and nobody else.
    const bool network = purpose == KeyPurpose::NetworkPin || purpose == KeyPurpose::NetworkMac ||
                         purpose == KeyPurpose::NetworkTrack;
    const bool aesAlone = purpose == KeyPurpose::Transport ||
                          purpose == KeyPurpose::BaseDerivation ||
                          purpose == KeyPurpose::InitialPin;
    switch (algorithm) {
        case KeyAlgorithm::Hmac:
            return octets == 32;
        case KeyAlgorithm::Aes:
            return octets == 16 || octets == 24 || octets == 32;
        case KeyAlgorithm::Tdes:
            return !aesAlone && (octets == 16 || octets == 24);
        case KeyAlgorithm::Des:
            return network && octets == 8;
        case KeyAlgorithm::Sm4:
            break;
    }
    return (network || purpose == KeyPurpose::NetworkMaster) && octets == 16;
}

bool suits(MacProfile profile, const KeyHandle& key) {
    switch (profile) {
        case MacProfile::X919:
            return key.algorithm == KeyAlgorithm::Tdes && key.octets == 16;
        case MacProfile::Cups:
            return key.algorithm == KeyAlgorithm::Tdes || key.algorithm == KeyAlgorithm::Des;
        case MacProfile::AesCmac:
            return key.algorithm == KeyAlgorithm::Aes;
        case MacProfile::Sm4CbcMac:
            break;
    }
    return key.algorithm == KeyAlgorithm::Sm4;
}

crypto::BlockCipher cipherOf(KeyAlgorithm algorithm) {
    switch (algorithm) {
        case KeyAlgorithm::Tdes:
            return crypto::BlockCipher::Tdes;
        case KeyAlgorithm::Des:
            return crypto::BlockCipher::Des;
        case KeyAlgorithm::Sm4:
            return crypto::BlockCipher::Sm4;
        case KeyAlgorithm::Aes:
        case KeyAlgorithm::Hmac:
            break;
    }
    return crypto::BlockCipher::Aes;
}

}  // namespace tappay::backend::keys
