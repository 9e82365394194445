#pragma once

#include <openssl/x509v3.h>

#include "base/bytes.h"
#include "crypto/certificate.h"
#include "crypto/openssl.h"

// What makes, reads and verifies certificates shares; for the implementations of this room only.
namespace tappay::crypto {

using X509Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using X509Name = std::unique_ptr<X509_NAME, Freed<X509_NAME_free>>;
using ObjectName = std::unique_ptr<ASN1_OBJECT, Freed<ASN1_OBJECT_free>>;

// Of the TCG: attributes of a chip's name, and the extended key usage (EK credential profile 3.1).
constexpr const char *kTpmManufacturer = "2.23.133.2.1", *kTpmModel = "2.23.133.2.2",
                     *kTpmVersion = "2.23.133.2.3", *kEkCertificate = "2.23.133.8.1";

// Null for an Authority, which has none.
ObjectName extendedUsageOf(Purpose purpose);

// InputMalformed, also when octets are left.
Result<X509Certificate> x509FromDer(ByteView der);
Result<Bytes> x509ToDer(X509* certificate);

}  // namespace tappay::crypto
