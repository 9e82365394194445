#include "simulator/sandbox/world.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <initializer_list>

#include "crypto/ec.h"
#include "simulator/perso/terminal_parameters.h"
#include "simulator/sandbox/files.h"

namespace tappay::simulator::sandbox {

namespace {

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

Result<void> writeCertificates(const QString& file, std::initializer_list<ByteView> certificates) {
    TAPPAY_TRY(pem, pemOf(certificates));
    return writeText(file, pem);
}

// What the back end certifies with, is certified by, and believes of chips.
Result<void> writeAuthorities(const Layout& layout, const Authorities& from) {
    const ByteView root = from.root.certificate, issuer = from.issuer.certificate;
    TAPPAY_CHECK(writeCertificates(layout.path("backend/tls.pem"), {from.server.certificate}));
    TAPPAY_CHECK(writeKey(layout.path("backend/tls.key"), from.server.key));
    TAPPAY_CHECK(writeCertificates(layout.authority(), {root}));
    TAPPAY_CHECK(writeCertificates(layout.path("shop/tls.pem"), {from.shop.certificate}));
    TAPPAY_CHECK(writeKey(layout.path("shop/tls.key"), from.shop.key));
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

// The form is what tappayd is told, never what happens to be there.
QJsonObject chipConfiguration(const Layout& layout, Chip chip) {
    switch (chip) {
        case Chip::Virtual:
            return {{"form", "virtual"}, {"directory", "chip"}};
        case Chip::Software:
            return {{"form", "software"}, {"directory", "chip"}};
        case Chip::None:
            break;
    }
    return {{"form", "tpm"}, {"transport", "device:" + layout.path("tappayd/chip/none")}};
}

QJsonObject terminalConfiguration(const Layout& layout, const Ports& ports, Chip chip) {
    return {{"directory", "."},
            {"operatorSocket", "../app.sock"},
            {"tillSocket", "../till.sock"},
            {"browserSocket", "../browser.sock"},
            {"log", "info"},
            {"operatorId", "01"},
            {"chip", chipConfiguration(layout, chip)},
            {"backEnd", QJsonObject{{"url", localUrl(ports.backEnd)}}},
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
            {"terminals", QJsonArray{}},
            {"network", QJsonObject{{"address", QString("127.0.0.1:%1").arg(ports.network)},
                                    {"tpdu", "6000030000"},
                                    {"header", "603100310000"},
                                    {"acquirerId", kAcquirerId},
                                    {"makFile", "mak.hex"},
                                    {"masterKeyFile", "tmk.hex"},
                                    {"answerTimeoutSeconds", answerSeconds}}},
            {"enrolment", enrolmentConfiguration()},
            {"orders",
             QJsonObject{{"pageUrl", localUrl(ports.backEnd)}, {"webhookAuthorities", "ca.pem"}}},
            {"confirm", QJsonObject{{"deviceAuthorities", "../device/authority.pem"},
                                    {"refundFrom", "500.00"},
                                    {"transferLimit", "20000.00"}}}};
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

QJsonObject shopConfiguration(const Ports& ports) {
    return {{"listen", QString("127.0.0.1:%1").arg(ports.shop)},
            {"tlsCertificate", "tls.pem"},
            {"tlsKey", "tls.key"},
            {"url", localUrl(ports.shop)},
            {"backEnd", localUrl(ports.backEnd)},
            {"authorities", "../backend/ca.pem"},
            {"apiKey", "api-key.txt"},
            {"webhookSecret", "webhook-secret.txt"},
            {"orders", "orders.json"},
            {"log", "info"}};
}

}  // namespace

Result<void> makeDirectories(const Layout& layout) {
    for (const char* name :
         {"sim", "tappayd", "tappayd/chip", "backend", "device", "shop", "logs"}) {
        const QString path = layout.path(name);
        constexpr auto owner =
            QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner;
        if (!QDir().mkdir(path) || !QFile::setPermissions(path, owner))
            return fail(FailureCode::NotConfigured, path.toStdString());
    }
    return {};
}

Result<void> writeKeys(const Layout& layout, const Authorities& authorities, Random& random) {
    TAPPAY_TRY(seal, crypto::EcPrivateKey::generate(crypto::Curve::P256));
    TAPPAY_CHECK(writeKey(layout.path("backend/seal.key"), seal));
    TAPPAY_CHECK(writeKey(layout.path("backend/answer.key"), authorities.answers.key));
    TAPPAY_CHECK(writeShared(random, kTdesKey, {layout.path("sim/pik.hex")}));
    for (const char* name : {"mak.hex", "tmk.hex"})
        TAPPAY_CHECK(writeShared(
            random, kTdesKey,
            {layout.directory + "/backend/" + name, layout.directory + "/sim/" + name}));
    TAPPAY_CHECK(writeShared(random, kLookupKey, {layout.path("backend/lookup.hex")}));
    TAPPAY_CHECK(writeShared(random, kStorageKey, {layout.path("backend/storage.hex")}));
    return writeAuthorities(layout, authorities);
}

Result<void> writeConfigurations(const Layout& layout, const Ports& ports, const Options& options) {
    TAPPAY_CHECK(writeJson(layout.path("tappayd/config.json"),
                           terminalConfiguration(layout, ports, options.chip)));
    TAPPAY_CHECK(writeJson(layout.path("backend/config.json"),
                           backEndConfiguration(ports, options.answerSeconds)));
    TAPPAY_CHECK(writeJson(layout.path("shop/shop.json"), shopConfiguration(ports)));
    return writeJson(layout.path("sim/network.json"), networkConfiguration(ports));
}

Result<void> writeShopKeys(const Layout& layout, const ShopKeys& keys) {
    TAPPAY_CHECK(writeText(layout.path("shop/api-key.txt"), keys.apiKey.toStdString()));
    return writeText(layout.path("shop/webhook-secret.txt"), keys.webhookSecret.toStdString());
}

}  // namespace tappay::simulator::sandbox
