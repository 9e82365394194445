#include "simulator/sandbox/world.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <initializer_list>

#include "crypto/ec.h"
#include "simulator/sandbox/certificate.h"
#include "simulator/sandbox/files.h"

namespace tappay::simulator::sandbox {

namespace {

constexpr const char* kTerminal = "10000001";
constexpr const char* kMerchant = "898310054110001";
constexpr const char* kAcquirer = "48021000";
constexpr std::size_t kTdesKey = 16, kLookupKey = 32;

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

// One fresh P-256 key pair.
Result<void> writePair(const QString& privateFile, const QString& publicFile) {
    TAPPAY_TRY(key, crypto::EcPrivateKey::generate(crypto::Curve::P256));
    TAPPAY_TRY(pem, key.toPem());
    TAPPAY_CHECK(writeFile(privateFile, pem.view()));
    TAPPAY_TRY(publicPem, crypto::ecPublicToPem(key.publicKey()));
    return writeText(publicFile, publicPem);
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
                                    {"answerTimeoutSeconds", answerSeconds}}}};
}

QJsonObject networkConfiguration(const Ports& ports) {
    return {{"listen", QString("127.0.0.1:%1").arg(ports.network)},
            {"makFile", "mak.hex"},
            {"pikFile", "pik.hex"},
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

Result<void> writeKeys(const Layout& layout, Random& random) {
    TAPPAY_CHECK(
        writePair(layout.path("tappayd/chip/identity.pem"), layout.path("backend/terminal.pem")));
    TAPPAY_CHECK(
        writePair(layout.path("backend/seal.key"), layout.path("tappayd/backend-seal.pem")));
    TAPPAY_CHECK(
        writePair(layout.path("backend/answer.key"), layout.path("tappayd/backend-answer.pem")));
    TAPPAY_CHECK(writeShared(random, kTdesKey,
                             {layout.path("tappayd/chip/pik.hex"), layout.path("sim/pik.hex")}));
    TAPPAY_CHECK(writeShared(random, kTdesKey,
                             {layout.path("backend/mak.hex"), layout.path("sim/mak.hex")}));
    TAPPAY_CHECK(writeShared(random, kTdesKey, {layout.path("tappayd/chip/mak.hex")}));
    TAPPAY_CHECK(writeShared(random, kLookupKey, {layout.path("backend/lookup.hex")}));
    TAPPAY_TRY(tls, makeLocalhostCertificate());
    TAPPAY_CHECK(writeText(layout.path("tappayd/backend-ca.pem"), tls.authority));
    TAPPAY_CHECK(writeText(layout.path("backend/tls.pem"), tls.certificate));
    return writeFile(layout.path("backend/tls.key"), tls.key.view());
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
