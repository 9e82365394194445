#include "backend/enrolment/authorities.h"

#include <fstream>

#include "backend/keys/secret_files.h"
#include "crypto/random.h"

namespace tappay::test {

namespace {

constexpr std::string_view kEnrolment = R"(,
  "enrolment": {
    "terminals": "terminals.db", "keys": "keys.db", "keyModule": { "storageKey": "storage.hex" },
    "makers": "makers.pem", "issuerCertificates": "issuer.pem", "issuerKey": "issuer.key",
    "answerCertificates": "answer.pem", "distributorCertificates": "distributor.pem",
    "distributorKey": "distributor.key", "certificateDays": 730, "codeHours": 24, "signOnHours": 24 } })";

std::string pem(const Key& key) {
    return toText(key.toPem().value().view());
}

std::string pem(std::initializer_list<Bytes> certificates) {
    std::string text;
    for (const auto& certificate : certificates)
        text += crypto::certificateToPem(certificate).value();
    return text;
}

std::string contentsOf(const std::filesystem::path& file) {
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

crypto::CertificateContents Authorities::contents(const char* name, const crypto::CertifiedKey& key,
                                                  crypto::Purpose purpose) {
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    crypto::CertificateContents contents;
    contents.subject = {name, ""};
    contents.key = key;
    contents.purpose = purpose;
    contents.validity = {now - std::chrono::days(1), now + std::chrono::days(3650)};
    if (purpose == crypto::Purpose::ServerAuthentication) contents.hosts = {"localhost"};
    return contents;
}

crypto::CertificateContents Authorities::authority(const char* name, const Key& key,
                                                   int pathLength) {
    auto made = contents(name, key.publicKey(), crypto::Purpose::Authority);
    made.pathLength = pathLength;
    return made;
}

Authorities::Authorities(const Installation& installation) {
    m_root = crypto::issueRoot(authority("Back end", m_rootKey, 1), m_rootKey).value();
    m_issuer =
        crypto::issueCertificate(authority("Issuer", m_issuerKey, 0), {m_root, m_rootKey}).value();
    m_maker = crypto::issueRoot(authority("Maker", m_makerKey, 1), m_makerKey).value();
    m_factory =
        crypto::issueCertificate(authority("Factory", m_factoryKey, 0), {m_maker, m_makerKey})
            .value();
    const auto own = [&](const char* name, const Key& key) {
        return crypto::issueCertificate(
                   contents(name, key.publicKey(), crypto::Purpose::ServerAuthentication),
                   {m_issuer, m_issuerKey})
            .value();
    };
    installation.write("makers.pem", pem({m_maker}));
    installation.write("issuer.pem", pem({m_issuer, m_root}));
    installation.write("issuer.key", pem(m_issuerKey));
    installation.write("answer.pem", pem({own("Answers", installation.answer), m_issuer}));
    installation.write("distributor.pem", pem({own("Distributor", m_distributorKey), m_issuer}));
    installation.write("distributor.key", pem(m_distributorKey));
    installation.write("tmk.hex", std::string(kNetworkMasterKey) + "\n");
    crypto::SystemRandom random;
    backend::keys::makeStorageKey(installation.file("storage.hex"), random).value();
    auto config = contentsOf(installation.file("config.json"));
    config.replace(config.rfind('}'), 1, kEnrolment);
    installation.write("enrolling.json", config);
    const std::string mak = "\"makFile\"";
    config.insert(config.find(mak), "\"masterKeyFile\": \"tmk.hex\", ");
    installation.write("signing-on.json", config);
}

chip::FactoryLine Authorities::factoryLine() const {
    return {m_factoryKey,
            m_factory,
            {},
            m_root,
            contents("", m_factoryKey.publicKey(), crypto::Purpose::EndorsementKey).validity};
}

}  // namespace tappay::test
