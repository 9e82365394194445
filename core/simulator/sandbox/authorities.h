#pragma once

#include "crypto/certificate.h"

namespace tappay::simulator::sandbox {

struct Certified {
    crypto::EcPrivateKey key;  // P-256
    Bytes certificate;         // DER
};

// Who certifies whom in a sandbox. Made afresh for each; what isn't written down from here, the
// keys of both roots and of the chips' maker, is gone with it.
struct Authorities {
    crypto::Validity validity;  // of all of them: from yesterday, for ten years
    Certified root;             // the back end's: what chips know, and TLS is checked against
    Certified server;           // below the root: TLS for localhost and 127.0.0.1 alone
    Certified shop;             // the same for the demo shop
    Certified issuer;           // below the root: certifies terminals and the two below
    Certified answers;          // signs the back end's answers
    Certified distributor;      // distributes master keys
    Certified maker;            // a maker of chips
    Certified line;             // below the maker: certifies default keys
};
// CryptoFailed.
Result<Authorities> foundAuthorities();

// PEM, one after the other.
Result<std::string> pemOf(std::initializer_list<ByteView> certificates);

}  // namespace tappay::simulator::sandbox
