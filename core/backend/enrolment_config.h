#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "crypto/ec.h"

namespace tappay::backend {

// Where the key module has its keys: its own memory, under the storage key of a file, or a PKCS#11
// module.
struct OwnMemory {
    std::filesystem::path storageKey;
};
struct Pkcs11Module {
    std::filesystem::path module;
    std::string token;
    std::filesystem::path pinFile;
};

// What is needed to take terminals in over the network. Certificates are DER.
struct EnrolmentConfig {
    std::filesystem::path terminals, keys;  // databases
    std::variant<OwnMemory, Pkcs11Module> keyModule;
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
};

}  // namespace tappay::backend
