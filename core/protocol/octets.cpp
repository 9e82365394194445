#include "protocol/octets.h"

#include "crypto/jose.h"

namespace tappay::protocol {

namespace {

constexpr Size kSaid{1, 1024};
constexpr std::size_t kCoordinate = 32, kSignature = 64;

bool within(const Bytes& octets, Size size) {
    return octets.size() >= size.least && octets.size() <= size.most;
}

}  // namespace

Bytes readOctets(ObjectReader& reader, const char* name, Size size) {
    auto octets = crypto::fromBase64Url(reader.text(name));
    if (octets && within(*octets, size)) return std::move(*octets);
    reader.refuse(name);
    return {};
}

std::vector<Bytes> readCertificates(ObjectReader& reader, const char* name) {
    std::vector<Bytes> certificates;
    for (const auto& text : reader.texts(name, kMaxCertificates)) {
        auto octets = crypto::fromBase64Url(text);
        if (!octets || !within(*octets, kCertificate)) {
            reader.refuse(name);
            return {};
        }
        certificates.push_back(std::move(*octets));
    }
    if (certificates.empty()) reader.refuse(name);
    return certificates;
}

crypto::EcPublicKey readPoint(ObjectReader& reader, const char* name) {
    auto inner = reader.object(name);
    const auto x = readOctets(inner, "x", exactly(kCoordinate));
    const auto y = readOctets(inner, "y", exactly(kCoordinate));
    reader.adopt(inner);
    return {crypto::Curve::P256, concat({x, y})};
}

crypto::tpm2::Statement readStatement(ObjectReader& reader, const char* name) {
    auto inner = reader.object(name);
    crypto::tpm2::Statement statement{readOctets(inner, "said", kSaid),
                                      readOctets(inner, "signature", exactly(kSignature))};
    reader.adopt(inner);
    return statement;
}

QString octetText(ByteView octets) {
    return QString::fromStdString(crypto::base64Url(octets));
}

QJsonArray certificateTexts(const std::vector<Bytes>& certificates) {
    QJsonArray texts;
    for (const auto& certificate : certificates)
        texts.append(octetText(certificate));
    return texts;
}

QJsonObject pointObject(const crypto::EcPublicKey& key) {
    const ByteView point(key.point);
    return {{"x", octetText(point.first(kCoordinate))}, {"y", octetText(point.last(kCoordinate))}};
}

QJsonObject statementObject(const crypto::tpm2::Statement& statement) {
    return {{"said", octetText(statement.said)}, {"signature", octetText(statement.signature)}};
}

}  // namespace tappay::protocol
