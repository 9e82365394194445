#pragma once

#include <filesystem>
#include <vector>

#include "crypto/certificate.h"

namespace tappay::chip {

// What a maker of chips has: who certifies the default keys, and the back end's authority that each
// chip is born with.
struct FactoryLine {
    const crypto::EcPrivateKey& key;
    Bytes certificate;          // DER, of `key`
    std::vector<Bytes> above;   // DER, between it and the root, without the root
    Bytes authority;            // DER, of the back end
    crypto::Validity validity;  // of what is made
};

// Makes `directory` (mode 0700) a software chip in factory state: an endorsement key with its
// certificate. KeyUnavailable when it holds one already, or can't be written; CryptoFailed.
Result<void> makeSoftwareChip(const std::filesystem::path& directory, const FactoryLine& line);

}  // namespace tappay::chip
