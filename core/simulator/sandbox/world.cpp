#include "simulator/sandbox/world.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <initializer_list>

#include "crypto/ec.h"
#include "simulator/sandbox/files.h"

namespace tappay::simulator::sandbox {

namespace {

constexpr const char* kTerminal = "10000001";
constexpr const char* kMerchant = "898310054110001";
constexpr const char* kAcquirer = "48021000";
constexpr std::size_t kTdesKey = 16, kLookupKey = 32, kStorageKey = 32;

Result<void> writeText(const QString& file, std::string_view text) {
    return writeFile(file, asBytes(text));
}

// One fresh symmetric key, known to each of the files.
Result<void> writeShared(Random& random, std::size_t size, std::initializer_list<QString> files) {
    SecretBytes key(size);
    random.fill(key.writable());
    std::string hex = toHex(key.view());
    for (const QString& file : files)
        TAPPAY_CHECK(writeText(file, hex));
    wipe(hex);
    return {};
}

Result<void> writeKey(const QString& file, const crypto::EcPrivateKey& key) {
    TAPPAY_TRY(pem, key.toPem());
    return writeFile(file, pem.view());
}

// One key pair.
Result<void> writePair(const crypto::EcPrivateKey& key, const QString& privateFile,
                       const QString& publicFile) {
    TAPPAY_CHECK(writeKey(privateFile, key));
    TAPPAY_TRY(publicPem, crypto::ecPublicToPem(key.publicKey()));
    return writeText(publicFile, publicPem);
}

Result<void> writeFreshPair(const QString& privateFile, const QString& publicFile) {
    TAPPAY_TRY(key, crypto::EcPrivateKey::generate(crypto::Curve::P256));
    return writePair(key, privateFile, publicFile);
}

Result<void> writeCertificates(const QString& file, std::initializer_list<ByteView> certificates) {
    TAPPAY_TRY(pem, pemOf(certificates));
    return writeText(file, pem);
}

// What the back end certifies with, is certified by, and believes of chips.
Result<void> writeAuthorities(const Layout& layout, const Authorities& from) {
    const ByteView root = from.root.certificate, issuer = from.issuer.certificate;
    TAPPAY_CHECK(writeCertificates(layout.path("backend/tls.pem"), {from.server.certificate}));
    TAPPAY_CHECK(writeKey(layout.path("backend/tls.key"), from.server.key));
    TAPPAY_CHECK(writeCertificates(layout.path("backend/makers.pem"), {from.maker.certificate}));
    TAPPAY_CHECK(writeCertificates(layout.path("backend/issuer.pem"), {issuer, root}));
    TAPPAY_CHECK(writeKey(layout.path("backend/issuer.key"), from.issuer.key));
    TAPPAY_CHECK(
        writeCertificates(layout.path("backend/answer.pem"), {from.answers.certificate, issuer}));
    TAPPAY_CHECK(writeCertificates(layout.path("backend/distributor.pem"),
                                   {from.distributor.certificate, issuer}));
    return writeKey(layout.path("backend/distributor.key"), from.distributor.key);
}

QJsonObject enrolmentConfiguration() {
    return {{"terminals", "terminals.db"},
            {"keys", "keys.db"},
            {"keyModule", QJsonObject{{"storageKey", "storage.hex"}}},
            {"makers", "makers.pem"},
            {"issuerCertificates", "issuer.pem"},
            {"issuerKey", "issuer.key"},
            {"answerCertificates", "answer.pem"},
            {"distributorCertificates", "distributor.pem"},
            {"distributorKey", "distributor.key"},
            {"certificateDays", 730},
            {"codeHours", 24},
            {"signOnHours", 24}};
}

QJsonObject terminalConfiguration(const Ports& ports) {
    return {{"directory", "."},
            {"operatorSocket", "../app.sock"},
            {"tillSocket", "../till.sock"},
            {"log", "info"},
            {"terminal", QJsonObject{{"terminalId", kTerminal},
                                     {"merchantId", kMerchant},
                                     {"merchantName", "Corner Shop"},
                                     {"operatorId", "01"},
                                     {"country", 156},
                                     {"currency", "CNY"},
                                     {"merchantCategory", 5411},
                                     {"acquirerId", kAcquirer}}},
            {"parameters", "parameters.json"},
            {"chip", QJsonObject{{"form", "software"}, {"directory", "chip"}}},
            {"backEnd", QJsonObject{{"url", QString("https://localhost:%1").arg(ports.backEnd)},
                                    {"caFile", "backend-ca.pem"},
                                    {"keyId", kTerminal},
                                    {"sealKeyFile", "backend-seal.pem"},
                                    {"sealKeyId", "seal-1"},
                                    {"answerKeyFile", "backend-answer.pem"}}},
            {"waits", QJsonObject{{"card", 60}, {"pin", 60}, {"pinKey", 30}, {"host", 25}}}};
}

QJsonObject backEndConfiguration(const Ports& ports, int answerSeconds) {
    return {{"listen", QString("127.0.0.1:%1").arg(ports.backEnd)},
            {"tlsCertificate", "tls.pem"},
            {"tlsKey", "tls.key"},
            {"database", "backend.db"},
            {"log", "info"},
            {"sealKey", "seal.key"},
            {"sealKeyId", "seal-1"},
            {"answerKey", "answer.key"},
            {"lookupKeyFile", "lookup.hex"},
            {"terminals", QJsonArray{QJsonObject{{"terminalId", kTerminal},
                                                 {"merchantId", kMerchant},
                                                 {"keyId", kTerminal},
                                                 {"publicKeyFile", "terminal.pem"}}}},
            {"network", QJsonObject{{"address", QString("127.0.0.1:%1").arg(ports.network)},
                                    {"tpdu", "6000030000"},
                                    {"header", "603100310000"},
                                    {"acquirerId", kAcquirer},
                                    {"makFile", "mak.hex"},
                                    {"masterKeyFile", "tmk.hex"},
                                    {"answerTimeoutSeconds", answerSeconds}}},
            {"enrolment", enrolmentConfiguration()}};
}

QJsonObject networkConfiguration(const Ports& ports) {
    return {{"listen", QString("127.0.0.1:%1").arg(ports.network)},
            {"makFile", "mak.hex"},
            {"pikFile", "pik.hex"},
            {"masterKeyFile", "tmk.hex"},
            {"issuers", "issuers.json"},
            {"ledger", "ledger.db"},
            {"log", "info"}};
}

}  // namespace

Result<void> makeDirectories(const Layout& layout) {
    for (const char* name : {"sim", "tappayd", "tappayd/chip", "backend", "logs"}) {
        const QString path = layout.path(name);
        constexpr auto owner =
            QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
        if (!QDir().mkdir(path) || !QFile::setPermissions(path, owner))
            return fail(FailureCode::NotConfigured, path.toStdString());
    }
    return {};
}

Result<void> writeKeys(const Layout& layout, const Authorities& authorities, Random& random) {
    TAPPAY_CHECK(writeFreshPair(layout.path("tappayd/chip/identity.pem"),
                                layout.path("backend/terminal.pem")));
    TAPPAY_CHECK(
        writeFreshPair(layout.path("backend/seal.key"), layout.path("tappayd/backend-seal.pem")));
    TAPPAY_CHECK(writePair(authorities.answers.key, layout.path("backend/answer.key"),
                           layout.path("tappayd/backend-answer.pem")));
    TAPPAY_CHECK(writeShared(random, kTdesKey,
                             {layout.path("tappayd/chip/pik.hex"), layout.path("sim/pik.hex")}));
    TAPPAY_CHECK(writeShared(random, kTdesKey,
                             {layout.path("backend/mak.hex"), layout.path("sim/mak.hex")}));
    TAPPAY_CHECK(writeShared(random, kTdesKey,
                             {layout.path("backend/tmk.hex"), layout.path("sim/tmk.hex")}));
    TAPPAY_CHECK(writeShared(random, kTdesKey, {layout.path("tappayd/chip/mak.hex")}));
    TAPPAY_CHECK(writeShared(random, kLookupKey, {layout.path("backend/lookup.hex")}));
    TAPPAY_CHECK(writeShared(random, kStorageKey, {layout.path("backend/storage.hex")}));
    TAPPAY_CHECK(
        writeCertificates(layout.path("tappayd/backend-ca.pem"), {authorities.root.certificate}));
    return writeAuthorities(layout, authorities);
}

Result<void> writeConfigurations(const Layout& layout, const Ports& ports, int answerSeconds) {
    const QString parameters = layout.path("tappayd/parameters.json");
    if (!QFile::exists(parameters) && !QFile::copy(layout.path("sim/parameters.json"), parameters))
        return fail(FailureCode::NotConfigured, parameters.toStdString());
    TAPPAY_CHECK(writeJson(layout.path("tappayd/config.json"), terminalConfiguration(ports)));
    TAPPAY_CHECK(
        writeJson(layout.path("backend/config.json"), backEndConfiguration(ports, answerSeconds)));
    return writeJson(layout.path("sim/network.json"), networkConfiguration(ports));
}

}  // namespace tappay::simulator::sandbox
