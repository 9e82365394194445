#pragma once

#include <string>
#include <vector>

#include "simulator/device/key.h"

namespace tappay::simulator::device {

// Who a virtual device is: its two keys, certified by an authority of tests.
struct Identity {
    Bytes serial;              // 16
    DeviceKey signing;         // slot 9C
    DeviceKey authentication;  // slot 9A, of the other kind
    Bytes signingCertificate, authenticationCertificate;
    Bytes authority;  // certificate
};

Result<Identity> makeIdentity(KeyKind signing, const std::string& name);
// A directory with signing.key, authentication.key (for the owner alone), signing.pem,
// authentication.pem and authority.pem, as openssl reads them.
Result<void> saveIdentity(const Identity& identity, const std::string& directory);
Result<Identity> loadIdentity(const std::string& directory);

}  // namespace tappay::simulator::device
