#pragma once

#include <string>

#include "crypto/rsa.h"

// Public key certificates of EMV Book 2, 5.3 and 6.3 (RSA, SHA-1). `expiry` is MMYY.
namespace tappay::simulator {

struct Certificate {
    Bytes certificate;  // tag 90 or 9F46
    Bytes remainder;    // tag 92 or 9F48: what of the key didn't fit; may be empty
};

// `prefix`: the leftmost 3 to 8 digits of the PANs this issuer gives out.
Result<Certificate> certifyIssuer(const crypto::RsaPrivateKey& authority,
                                  const crypto::RsaPublicKey& issuer, std::string_view prefix,
                                  std::string_view expiry);

// `staticData`: the values of the records that are input to data authentication, then the AIP.
Result<Certificate> certifyCard(const crypto::RsaPrivateKey& issuer,
                                const crypto::RsaPublicKey& card, std::string_view pan,
                                std::string_view expiry, ByteView staticData);

// Signed static application data, tag 93 (EMV Book 2, 5.4), over the same data.
Result<Bytes> signStaticData(const crypto::RsaPrivateKey& issuer, ByteView staticData);

// As card numbers stand in certificates: filled with F on the right, or cut.
Result<Bytes> paddedDigits(std::string_view digits, std::size_t octets);

}  // namespace tappay::simulator
