#include "faults/setup.h"

#include <QtCore/QByteArray>
#include <QtCore/QFile>
#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <stdexcept>

#include "crypto/random.h"
#include "simulator/perso/setup.h"
#include "terminal/parameters.h"
#include "tlv/tlv.h"

namespace tappay::faults {

using std::chrono::milliseconds;

namespace {

constexpr const char* kTerminalId = "10000001";
constexpr const char* kMerchantId = "898310054110001";
constexpr const char* kAcquirerId = "48021000";
constexpr const char* kSealKeyId = "seal-1";

template <typename T>
T need(Result<T> result, const char* what) {
    if (!result) throw std::runtime_error(std::string(what) + ": " + result.error().detail);
    return std::move(*result);
}

crypto::EcPrivateKey generate() {
    return need(crypto::EcPrivateKey::generate(crypto::Curve::P256), "key");
}

crypto::EcPrivateKey copyOf(const crypto::EcPrivateKey& key) {
    return need(crypto::EcPrivateKey::fromPem(toText(need(key.toPem(), "key").view())), "key");
}

SecretBytes macKey() {
    return SecretBytes{ByteView(fromHex("0123456789ABCDEFFEDCBA9876543210").value())};
}

}  // namespace

std::filesystem::path makeDirectory(const char* what) {
    std::string pattern =
        std::filesystem::temp_directory_path() / (std::string("tappay-") + what + "-XXXXXX");
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
    return pattern;
}

Bytes pinKey() {
    return Bytes(16, 0x31);
}

Money yuan(std::int64_t fen) {
    return {fen, *currencyByAlpha("CNY")};
}

const Setup& Setup::shared() {
    static const Setup setup;
    return setup;
}

Setup::Setup()
    : m_directory(makeDirectory("cards")),
      m_terminalKey(generate()),
      m_sealKey(generate()),
      m_answerKey(generate()) {
    crypto::SystemRandom random;
    if (auto made = simulator::setUpWorld(m_directory.string(), random); !made)
        throw std::runtime_error("cards: " + made.error().detail);
}

Setup::~Setup() {
    std::error_code ignored;
    std::filesystem::remove_all(m_directory, ignored);
}

std::shared_ptr<const simulator::CardProfile> Setup::card(const std::string& name) const {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<const simulator::CardProfile>> loaded;
    const std::lock_guard lock(mutex);
    auto& card = loaded[name];
    if (!card)
        card = std::make_shared<const simulator::CardProfile>(
            need(simulator::loadProfile(m_directory / "cards" / (name + ".json")), "card profile"));
    return card;
}

Bytes Setup::cardNumber(const std::string& name) const {
    constexpr tlv::Tag kPan = 0x5A;
    for (const auto& [address, record] : card(name)->applications.front().records)
        if (const auto number = tlv::findDeep(record, kPan)) {
            std::string digits = toHex(*number);
            std::erase(digits, 'F');
            return {digits.begin(), digits.end()};
        }
    throw std::runtime_error("a card without a number");
}

simulator::network::NetworkConfig Setup::network() const {
    QFile file(QString::fromStdString(m_directory / "issuers.json"));
    if (!file.open(QIODevice::ReadOnly)) throw std::runtime_error("issuers");
    simulator::network::NetworkConfig config;
    config.mak = macKey();
    config.pik = SecretBytes{ByteView(pinKey())};
    config.bank = need(simulator::network::parseBank(file.readAll()), "issuers");
    return config;
}

backend::Config Setup::backEnd(const std::filesystem::path& database,
                               std::uint16_t networkPort) const {
    backend::NetworkConfig network;
    network.address = {"127.0.0.1", networkPort};
    network.tpdu = *fromHex("6000030000");
    network.header = *fromHex("603100310000");
    network.acquirerId = kAcquirerId;
    network.mak = macKey();
    network.answerTimeout = milliseconds(150);
    network.firstReversalPause = milliseconds(1);
    network.longestReversalPause = milliseconds(10);
    backend::Config config{
        .server = {},
        .database = database,
        .sealKey = copyOf(m_sealKey),
        .sealKeyId = kSealKeyId,
        .answerKey = copyOf(m_answerKey),
        .lookupKey = SecretBytes{ByteView(Bytes(32, 0xAA))},
        .terminals = {{kTerminalId, kMerchantId, kTerminalId, m_terminalKey.publicKey()}},
        .network = std::move(network),
        .undoWait = milliseconds(25)};
    return config;
}

// Short enough that a dark terminal comes too late at times.
backend::OrdersConfig Setup::orders() {
    return {.pageUrl = "https://pay.example",
            .captureWithin = milliseconds(250),
            .webhookAuthorities = {}};
}

link::TerminalIdentity Setup::identity() const {
    link::TerminalIdentity identity;
    identity.terminalId = kTerminalId;
    identity.keyId = kTerminalId;
    identity.sealTo = m_sealKey.publicKey();
    identity.sealKeyId = kSealKeyId;
    identity.answersBy = m_answerKey.publicKey();
    return identity;
}

terminal::Config Setup::terminal(const std::filesystem::path& directory) {
    terminal::Config config;
    config.directory = directory.string();
    config.undoPauses = {milliseconds(1), milliseconds(4), milliseconds(10)};
    return config;
}

terminal::Parameters Setup::parameters() const {
    std::ostringstream json;
    json << std::ifstream(m_directory / "parameters.json").rdbuf();
    auto read = terminal::readParameters(json.str());
    if (!read) throw std::runtime_error("parameters: " + read.error().detail);
    auto& terminal = read->kernel.terminal;
    terminal.terminalId = kTerminalId;
    terminal.merchantId = kMerchantId;
    terminal.merchantName = "Corner Shop";
    terminal.ifdSerial = kTerminalId;
    return std::move(*read);
}

}  // namespace tappay::faults
