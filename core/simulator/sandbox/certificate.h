#pragma once

#include <string>

#include "base/result.h"
#include "base/secret.h"

namespace tappay::simulator::sandbox {

// A certification authority and what it made for the back end on this machine. All PEM, P-256,
// valid from yesterday for 30 days; the authority's own key is gone.
struct LocalhostCertificate {
    std::string authority;
    std::string certificate;  // DNS:localhost, IP:127.0.0.1
    SecretBytes key;          // PKCS#8
};
// CryptoFailed.
Result<LocalhostCertificate> makeLocalhostCertificate();

}  // namespace tappay::simulator::sandbox
