#pragma once

#include <memory>
#include <vector>

#include "crypto/rsa.h"
#include "simulator/perso/national_certification.h"

// Who issues cards in the test world, and who vouches for the issuers.
namespace tappay::simulator {

inline constexpr std::uint8_t kAuthorityKeyIndex = 0xF0;
inline constexpr std::uint8_t kNationalAuthorityKeyIndex = 0xF1;
inline constexpr const char* kAuthorityExpiry = "20401231";

// Master keys, 16 octets each.
struct MasterKeys {
    Bytes ac, mac, enc;
};

// One bank under one scheme: cards whose AID begins with `rid` and whose PAN with `prefix`.
struct Issuer {
    std::string name, rid, prefix;
    std::shared_ptr<const crypto::RsaPrivateKey> key;
    Bytes certificate, remainder;  // tags 90 and 92
    MasterKeys tdes, sm4;
    NationalKey nationalKey;
    Bytes nationalCertificate;  // tag 90; empty where the scheme has no such authority
};

struct Authority {
    std::string rid;
    crypto::RsaPrivateKey key;
};

struct Institutions {
    std::vector<Authority> authorities;
    NationalKey nationalAuthority;  // of the first one's RID
    std::vector<Issuer> issuers;

    [[nodiscard]] const Issuer& issuerOf(std::string_view aid) const;
};

// Fresh keys for all of them. The three issuers are one bank, with one RSA key and one set of
// master keys: finding primes is all the time that setting up takes. CryptoFailed.
Result<Institutions> foundInstitutions(Random& random);

// The modulus has to exceed a number that begins with 6A.
Result<crypto::RsaPrivateKey> makeRsaKey(std::size_t bits);

}  // namespace tappay::simulator
