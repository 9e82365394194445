#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "backend/keys/vault.h"
#include "crypto/ec.h"

namespace tappay::backend {

// What a terminal enciphers PINs with.
enum class PinKeys : std::uint8_t {
    SignOn,  // one key until the next sign-on
    Dukpt,   // AES DUKPT: a key for each PIN
};

// What is needed to take terminals in over the network. Certificates are DER.
struct EnrolmentConfig {
    std::filesystem::path terminals, keys;  // databases
    keys::VaultConfig keyModule;
    std::vector<Bytes> makers;  // authorities of those who make the accepted chips
    // The issuing authority's first, then those above it; the last is the one that terminals know.
    std::vector<Bytes> issuerCertificates;
    crypto::EcPrivateKey issuerKey;
    // Of the answer key and of the distributor's, each with those above it but without the last.
    std::vector<Bytes> answerCertificates, distributorCertificates;
    crypto::EcPrivateKey distributorKey;
    std::chrono::days certificateLife{730};
    std::chrono::hours codeLife{24};
    std::chrono::hours signOnLife{24};
    std::chrono::days masterKeyLife{30};  // then the terminal shall ask for the next one
    PinKeys pinKeys = PinKeys::SignOn;
};

}  // namespace tappay::backend
