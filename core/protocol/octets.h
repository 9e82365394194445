#pragma once

#include <QtCore/QJsonArray>
#include <vector>

#include "crypto/ec.h"
#include "crypto/tpm2/statement.h"
#include "protocol/object_reader.h"

// What the messages about keys have in common: octets as base64url, lists of certificates, points
// of a curve, statements of a chip. For the codecs of this room.
namespace tappay::protocol {

struct Size {
    std::size_t least, most;
};
constexpr Size exactly(std::size_t octets) {
    return {octets, octets};
}
constexpr Size kPublicArea{1, 1024}, kCertificate{1, 8192};
constexpr std::size_t kMaxCertificates = 8;

Bytes readOctets(ObjectReader& reader, const char* name, Size size);
// One certificate at least.
std::vector<Bytes> readCertificates(ObjectReader& reader, const char* name);
// A point of P-256 by its length; that it is on the curve is seen when it is used.
crypto::EcPublicKey readPoint(ObjectReader& reader, const char* name);
crypto::tpm2::Statement readStatement(ObjectReader& reader, const char* name);

QString octetText(ByteView octets);
QJsonArray certificateTexts(const std::vector<Bytes>& certificates);
QJsonObject pointObject(const crypto::EcPublicKey& key);
QJsonObject statementObject(const crypto::tpm2::Statement& statement);

}  // namespace tappay::protocol
