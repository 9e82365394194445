#include "terminal/config_file.h"

#include <QFile>

#include "emv/verification_results.h"
#include "terminal/settings.h"

namespace tappay::terminal {

namespace {

Currency readCurrency(Settings& settings, const char* key) {
    const auto currency = currencyByAlpha(settings.text(key));
    if (currency) return *currency;
    settings.refuse(key, "not a currency of ISO 4217");
    return {};
}

emv::TerminalData readTerminal(Settings settings, Config& config) {
    emv::TerminalData data;
    data.terminalId = settings.text("terminalId", 8, 8);
    data.merchantId = settings.text("merchantId", 15, 15);
    data.merchantName = settings.text("merchantName", 1, 40);
    data.country = static_cast<std::uint16_t>(settings.number("country", 1, 999));
    data.currency = readCurrency(settings, "currency");
    data.merchantCategory =
        static_cast<std::uint16_t>(settings.number("merchantCategory", 0, 9999));
    data.acquirerId = settings.digits("acquirerId", 6, 11);
    data.ifdSerial = data.terminalId;
    if (settings.has("offersChoice")) data.offersChoice = settings.flag("offersChoice");
    config.operatorId = settings.text("operatorId", 2, 16);
    (void)settings.check();
    return data;
}

void readWaits(Settings settings, Config& config) {
    constexpr int kLongest = 600;
    config.cardWait = std::chrono::seconds(settings.number("card", 1, kLongest));
    config.pinWait = std::chrono::seconds(settings.number("pin", 1, kLongest));
    config.pinKeyWait = std::chrono::seconds(settings.number("pinKey", 1, kLongest));
    config.hostWait = std::chrono::seconds(settings.number("host", 1, kLongest));
    if (settings.has("tapAgain"))
        config.tapAgainWait = std::chrono::seconds(settings.number("tapAgain", 1, kLongest));
    if (settings.has("phone"))
        config.phoneWait = std::chrono::seconds(settings.number("phone", 1, kLongest));
    (void)settings.check();
}

// One SHA-256 of a card number a line; what follows a '#' is for people.
std::set<std::string> readExceptionFile(Settings& settings, const char* key) {
    constexpr std::size_t kDigest = 32;
    std::set<std::string> digests;
    QFile file(QString::fromStdString(settings.path(key).string()));
    if (!file.open(QIODevice::ReadOnly)) settings.refuse(key, "cannot be read");
    while (!file.atEnd()) {
        const auto line = file.readLine().split('#').first().trimmed();
        if (line.isEmpty()) continue;
        const auto digest = fromHex(line.toStdString());
        if (!digest || digest->size() != kDigest) {
            settings.refuse(key, "a line that is no SHA-256");
            break;
        }
        digests.insert(toHex(*digest));
    }
    return digests;
}

crypto::EcPublicKey readPublicKey(Settings& settings, const char* key) {
    constexpr qint64 kLargestFile = 8192;
    QFile file(QString::fromStdString(settings.path(key).string()));
    const bool opened = file.open(QIODevice::ReadOnly);
    auto read = crypto::ecPublicFromPem(opened ? file.read(kLargestFile).toStdString() : "");
    if (read && read->curve == crypto::Curve::P256) return std::move(*read);
    settings.refuse(key, "no P-256 public key in this file");
    return {};
}

link::BackEndConfig readBackEnd(Settings settings) {
    link::BackEndConfig config;
    config.url = settings.text("url");
    config.caFile = settings.path("caFile").string();
    config.keyId = settings.text("keyId");
    config.sealTo = readPublicKey(settings, "sealKeyFile");
    config.sealKeyId = settings.text("sealKeyId");
    config.answersBy = readPublicKey(settings, "answerKeyFile");
    (void)settings.check();
    return config;
}

std::filesystem::path readChip(Settings settings) {
    // The form is never replaced silently by another one.
    if (settings.text("form") != "software") settings.refuse("form", "not a form of this program");
    auto directory = settings.path("directory");
    (void)settings.check();
    return directory;
}

LogLevel readLogLevel(Settings& settings) {
    const auto name = settings.text("log");
    if (name == "debug") return LogLevel::Debug;
    if (name == "warning") return LogLevel::Warning;
    if (name == "error") return LogLevel::Error;
    if (name != "info") settings.refuse("log", "none of debug, info, warning, error");
    return LogLevel::Info;
}

// What forces a sale online is a bit of the TVR that the action codes have to look at.
Result<void> checkForced(const Config& config) {
    const auto looks = [](const emv::ActionCode& code) {
        return emv::BitField<5, emv::TvrBit>(code).has(emv::TvrBit::ForcedOnline);
    };
    for (const auto& aid : config.parameters.aids)
        if (config.forceOnline && !(looks(aid.tacOnline) && looks(aid.tacDefault)))
            return fail(FailureCode::NotConfigured, "forceOnline: the action codes of " +
                                                        toHex(aid.aid) + " let such a sale pass");
    return {};
}

}  // namespace

Result<ProgramConfig> readProgramConfig(const std::filesystem::path& file) {
    TAPPAY_TRY(settings, Settings::read(file));
    ProgramConfig config;
    config.terminal.directory = settings.path("directory").string();
    config.operatorSocket = settings.path("operatorSocket");
    config.operatorGroup = settings.optionalText("operatorGroup");
    config.tillSocket = settings.path("tillSocket");
    config.tillGroup = settings.optionalText("tillGroup");
    config.log = readLogLevel(settings);
    config.terminal.parameters.terminal =
        readTerminal(settings.object("terminal"), config.terminal);
    if (settings.has("keepTraces")) config.terminal.keepTraces = settings.flag("keepTraces");
    const auto parameters = settings.path("parameters");
    config.chipDirectory = readChip(settings.object("chip"));
    config.backEnd = readBackEnd(settings.object("backEnd"));
    config.backEnd.terminalId = config.terminal.parameters.terminal.terminalId;
    readWaits(settings.object("waits"), config.terminal);
    if (settings.has("pinFormat") && settings.number("pinFormat", 0, 4) != 0)
        config.terminal.pinFormat = PinFormat::Format4;
    if (settings.has("exceptionFile"))
        config.terminal.exceptionFile = readExceptionFile(settings, "exceptionFile");
    if (settings.has("forceOnline")) config.terminal.forceOnline = settings.flag("forceOnline");
    TAPPAY_CHECK(settings.check());
    TAPPAY_CHECK(readParameters(parameters, config.terminal.parameters));
    TAPPAY_CHECK(checkForced(config.terminal));
    return config;
}

}  // namespace tappay::terminal
