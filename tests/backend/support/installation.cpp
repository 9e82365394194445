#include "backend/support/installation.h"

#include <fstream>
#include <stdexcept>

#include "backend/support/network_peer.h"

namespace tappay::test {

namespace {

crypto::EcPrivateKey generate() {
    return crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
}

std::string pem(const crypto::EcPrivateKey& key) {
    return toText(key.toPem().value().view());
}

constexpr const char* kConfig = R"({
  "listen": "127.0.0.1:0", "tlsCertificate": "tls.pem", "tlsKey": "tls.key",
  "database": "backend.db", "log": "error",
  "sealKey": "seal.key", "sealKeyId": "seal-1", "answerKey": "answer.key",
  "lookupKeyFile": "lookup.hex",
  "terminals": [
    { "terminalId": "10000001", "merchantId": "898310054110001", "keyId": "10000001", "publicKeyFile": "terminal.pem" },
    { "terminalId": "10000002", "merchantId": "898310054110001", "keyId": "10000002", "publicKeyFile": "second.pem" } ],
  "network": { "address": "127.0.0.1:%PORT%", "tpdu": "6000030000", "header": "603100310000",
               "acquirerId": "48021000", "makFile": "mak.hex", "answerTimeoutSeconds": 1 }
})";

}  // namespace

Installation::Installation(std::uint16_t networkPort, const std::string& host)
    : identity(generate()), seal(generate()), answer(generate()), second(generate()) {
    std::string pattern = std::filesystem::temp_directory_path() / "tappay-backend-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    m_directory = pattern;
    const auto certificates = makeCertificates(host);
    write("ca.pem", certificates.authority);
    write("tls.pem", certificates.certificate);
    write("tls.key", certificates.key);
    write("seal.key", pem(seal));
    write("answer.key", pem(answer));
    write("terminal.pem", crypto::ecPublicToPem(identity.publicKey()).value());
    write("second.pem", crypto::ecPublicToPem(second.publicKey()).value());
    write("lookup.hex", std::string(64, 'A') + "\n");
    write("mak.hex", toHex(NetworkPeer::mak()) + "\n");
    std::string config(kConfig);
    config.replace(config.find("%PORT%"), 6, std::to_string(networkPort));
    write("config.json", config);
}

Installation::~Installation() {
    std::filesystem::remove_all(m_directory);
}

backend::Config Installation::config(const std::string& name) const {
    auto config = backend::loadConfig(file(name));
    if (!config) throw std::runtime_error(config.error().detail);
    config->network.answerTimeout = std::chrono::milliseconds(400);
    config->network.firstReversalPause = std::chrono::milliseconds(20);
    config->network.longestReversalPause = std::chrono::milliseconds(100);
    config->server.drainTimeout = std::chrono::seconds(5);
    config->undoWait = std::chrono::seconds(2);
    return std::move(*config);
}

std::filesystem::path Installation::file(const std::string& name) const {
    return m_directory / name;
}

void Installation::write(const std::string& name, const std::string& contents) const {
    std::ofstream(file(name), std::ios::binary) << contents;
}

}  // namespace tappay::test
