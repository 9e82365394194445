#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "crypto/ec.h"
#include "crypto/rsa.h"

// X.509 certificates (RFC 5280), DER: what the back end and the chips' makers issue, and what is
// believed of it.
namespace tappay::crypto {

using CertifiedKey = std::variant<EcPublicKey, RsaPublicKey>;

enum class Purpose : std::uint8_t {
    Authority,             // issues certificates
    ServerAuthentication,  // TLS server
    ClientAuthentication,  // a terminal's transaction certificate
    EndorsementKey,        // a chip's default key (TCG EK credential profile 2.1, 3.2)
};

struct DistinguishedName {
    std::string commonName;
    std::string serialNumber;  // of a terminal: its unique transaction identifier
    friend bool operator==(const DistinguishedName&, const DistinguishedName&) = default;
};

// How the subject alternative name of an endorsement key's certificate tells its chip.
struct ChipModel {
    std::string manufacturer;  // "id:49424D00"
    std::string model;
    std::string version;  // "id:00010200"
    friend bool operator==(const ChipModel&, const ChipModel&) = default;
};

struct Validity {
    std::chrono::sys_seconds notBefore = {}, notAfter = {};  // both inclusive
};

// What is to be certified.
struct CertificateContents {
    DistinguishedName subject = {};  // may be empty for an endorsement key
    CertifiedKey key = {};
    Purpose purpose = Purpose::ClientAuthentication;
    Validity validity = {};
    int pathLength = 0;                   // Authority: how many more may follow before the leaf
    std::vector<std::string> hosts = {};  // ServerAuthentication: names and IPv4 addresses
    std::optional<ChipModel> chip = std::nullopt;  // EndorsementKey
};

struct Issuer {
    ByteView certificate;
    const EcPrivateKey& key;
};

// Signed with ECDSA and SHA-256, under a serial number of 128 random bits. CryptoFailed.
Result<Bytes> issueCertificate(const CertificateContents& contents, const Issuer& issuer);
// A root: an Authority whose issuer is itself. `key` is its own.
Result<Bytes> issueRoot(const CertificateContents& contents, const EcPrivateKey& key);

struct Certificate {
    DistinguishedName subject, issuer;
    Bytes serial;      // big-endian, no leading zeros
    CertifiedKey key;  // an EC key of another curve than ours is refused
    Validity validity;
    std::optional<ChipModel> chip;
};
// InputMalformed, also when octets are left.
Result<Certificate> parseCertificate(ByteView der);

// One text may hold several; order is kept.
Result<std::vector<Bytes>> certificatesFromPem(std::string_view pem);
Result<std::string> certificateToPem(ByteView der);

// What a chain must fulfil.
struct ChainRules {
    Purpose purpose = Purpose::ClientAuthentication;
    std::chrono::sys_seconds at = {};                // when all of it must be valid
    std::size_t longest = 2;                         // certificates from leaf to authority
    std::optional<CertifiedKey> key = std::nullopt;  // whose certificate it must be
};

// `chain`: the leaf first, then those between it and an authority. Refused (CryptoFailed) are: a
// leaf that is self-signed, an authority, or lacks the purpose in its extended key usage; whatever
// is expired or not valid yet; a chain that is too long, by these rules or by an authority's own
// path length; RSA keys below 2048 bits, EC keys below P-256, signatures over less than SHA-256;
// unknown critical extensions; an issuer who leads to none of `authorities`; another key.
Result<Certificate> verifyChain(std::span<const Bytes> chain, std::span<const Bytes> authorities,
                                const ChainRules& rules);

}  // namespace tappay::crypto
