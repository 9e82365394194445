#include "simulator/network/bank.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace tappay::simulator::network {

namespace {

std::unexpected<Failure> wrong(const QString& setting) {
    return fail(FailureCode::NotConfigured, setting.toStdString());
}

Result<std::string> text(const QJsonObject& object, const QString& name) {
    const QJsonValue value = object.value(name);
    if (!value.isString()) return wrong(name);
    return value.toString().toStdString();
}

Result<QByteArray> contents(const QString& file) {
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly)) return wrong(file);
    return opened.readAll();
}

Result<void> onlyKnown(const QJsonObject& object, std::initializer_list<QLatin1String> names) {
    for (const QString& key : object.keys()) {
        if (std::ranges::find(names, key) == names.end()) return wrong(key);
    }
    return {};
}

Result<SecretBytes> key16(std::string_view hex, const QString& setting) {
    auto octets = fromHex(hex);
    if (!octets || octets->size() != 16) return wrong(setting);
    SecretBytes key{ByteView(*octets)};
    wipe(*octets);
    return key;
}

Result<SecretBytes> keyFile(const QDir& base, const QJsonObject& object, const QString& name) {
    TAPPAY_TRY(path, text(object, name));
    TAPPAY_TRY(hex, contents(base.absoluteFilePath(QString::fromStdString(path))));
    return key16(hex.trimmed().toStdString(), name);
}

Result<Money> money(const QJsonObject& object, const QString& name, const Currency& currency) {
    TAPPAY_TRY(amount, text(object, name));
    auto parsed = parseMoney(amount, currency);
    if (!parsed) return wrong(name);
    return parsed;
}

Result<AccountStatus> statusOf(const QJsonObject& object) {
    TAPPAY_TRY(name, text(object, "status"));
    if (name == "active") return AccountStatus::Active;
    if (name == "blocked") return AccountStatus::Blocked;
    if (name == "lost") return AccountStatus::Lost;
    if (name == "expired") return AccountStatus::Expired;
    return wrong("status");
}

Result<IssuerKeys> parseIssuer(const QJsonObject& object) {
    IssuerKeys issuer;
    TAPPAY_TRY(name, text(object, "name"));
    TAPPAY_TRY(prefix, text(object, "prefix"));
    issuer.name = name;
    issuer.prefix = prefix;
    const std::pair<const char*, SecretBytes*> keys[] = {
        {"imkAc", &issuer.imkAc}, {"imkMac", &issuer.imkMac}, {"imkEnc", &issuer.imkEnc}};
    for (const auto& [setting, key] : keys) {
        TAPPAY_TRY(hex, text(object, setting));
        TAPPAY_TRY(value, key16(hex, setting));
        *key = std::move(value);
    }
    const std::pair<const char*, SecretBytes*> sm4Keys[] = {{"imkAcSm4", &issuer.imkAcSm4},
                                                            {"imkMacSm4", &issuer.imkMacSm4},
                                                            {"imkEncSm4", &issuer.imkEncSm4}};
    for (const auto& [setting, key] : sm4Keys) {
        if (!object.contains(QLatin1String(setting))) continue;
        TAPPAY_TRY(hex, text(object, setting));
        TAPPAY_TRY(value, key16(hex, setting));
        *key = std::move(value);
    }
    return issuer;
}

Result<Account> parseAccount(const QJsonObject& object) {
    Account account;
    TAPPAY_TRY(pan, text(object, "pan"));
    TAPPAY_TRY(panSequence, text(object, "panSequence"));
    TAPPAY_TRY(expiry, text(object, "expiry"));
    TAPPAY_TRY(pin, text(object, "pin"));
    TAPPAY_TRY(alpha, text(object, "currency"));
    const auto currency = currencyByAlpha(alpha);
    if (!currency) return wrong("currency");
    TAPPAY_TRY(opening, money(object, "balance", *currency));
    TAPPAY_TRY(singleLimit, money(object, "singleLimit", *currency));
    TAPPAY_TRY(status, statusOf(object));
    account = {.pan = SecretBytes(asBytes(pan)),
               .panSequence = panSequence,
               .expiry = expiry,
               .pin = SecretBytes(asBytes(pin)),
               .opening = opening,
               .singleLimit = singleLimit,
               .status = status,
               .wrongPins = object.value("wrongPins").toInt()};
    wipe(pan);
    wipe(pin);
    return account;
}

Result<MacProfile> macProfile(const QJsonObject& object) {
    const QString name = object.value("macProfile").toString("cups");
    if (name == "cups") return MacProfile::Cups;
    if (name == "x919") return MacProfile::X919;
    if (name == "aes-cmac") return MacProfile::AesCmac;
    if (name == "sm4") return MacProfile::Sm4;
    return wrong("macProfile");
}

// Keys under it are triple DES.
bool takesMasterKey(const NetworkConfig& config) {
    return config.pinField == iso8583::PinField::Octets8 &&
           (config.macProfile == MacProfile::Cups || config.macProfile == MacProfile::X919);
}

Result<LogLevel> logLevel(const QJsonObject& object) {
    TAPPAY_TRY(name, text(object, "log"));
    if (name == "debug") return LogLevel::Debug;
    if (name == "info") return LogLevel::Info;
    if (name == "warning") return LogLevel::Warning;
    if (name == "error") return LogLevel::Error;
    return wrong("log");
}

}  // namespace

const IssuerKeys* Bank::issuerOf(std::string_view pan) const {
    const IssuerKeys* best = nullptr;
    for (const IssuerKeys& issuer : issuers) {
        if (pan.starts_with(issuer.prefix) &&
            (best == nullptr || issuer.prefix.size() > best->prefix.size()))
            best = &issuer;
    }
    return best;
}

const Account* Bank::accountOf(std::string_view pan) const {
    const auto found = std::ranges::find_if(accounts, [&](const Account& account) {
        return equalConstantTime(account.pan.view(), asBytes(pan));
    });
    return found == accounts.end() ? nullptr : &*found;
}

Result<Bank> parseBank(const QByteArray& json) {
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    Bank bank;
    if (!root.value("issuers").isArray()) return wrong("issuers");
    if (!root.value("accounts").isArray()) return wrong("accounts");
    for (const QJsonValue& value : root.value("issuers").toArray()) {
        TAPPAY_TRY(issuer, parseIssuer(value.toObject()));
        bank.issuers.push_back(std::move(issuer));
    }
    for (const QJsonValue& value : root.value("accounts").toArray()) {
        TAPPAY_TRY(account, parseAccount(value.toObject()));
        bank.accounts.push_back(std::move(account));
    }
    return bank;
}

Result<NetworkConfig> loadNetworkConfig(const QString& file) {
    TAPPAY_TRY(json, contents(file));
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject()) return wrong(file);
    const QJsonObject root = document.object();
    TAPPAY_CHECK(onlyKnown(
        root, {QLatin1String("listen"), QLatin1String("makFile"), QLatin1String("pikFile"),
               QLatin1String("issuers"), QLatin1String("ledger"), QLatin1String("log"),
               QLatin1String("pinField"), QLatin1String("refuseOldCounters"),
               QLatin1String("masterKeyFile"), QLatin1String("macProfile")}));
    const QDir base = QFileInfo(file).absoluteDir();

    NetworkConfig config;
    TAPPAY_TRY(listen, text(root, "listen"));
    const QString address = QString::fromStdString(listen);
    bool isNumber = false;
    config.address = address.section(':', 0, 0);
    config.port = address.section(':', 1).toUShort(&isNumber);
    if (!isNumber) return wrong("listen");
    TAPPAY_TRY(mak, keyFile(base, root, "makFile"));
    TAPPAY_TRY(pik, keyFile(base, root, "pikFile"));
    TAPPAY_TRY(issuers, text(root, "issuers"));
    TAPPAY_TRY(bankJson, contents(base.absoluteFilePath(QString::fromStdString(issuers))));
    TAPPAY_TRY(bank, parseBank(bankJson));
    TAPPAY_TRY(ledger, text(root, "ledger"));
    TAPPAY_TRY(level, logLevel(root));
    if (const QString name = root.value("pinField").toString("format0"); name == "format4")
        config.pinField = iso8583::PinField::Octets16;
    else if (name != "format0")
        return wrong("pinField");
    TAPPAY_TRY(profile, macProfile(root));
    config.macProfile = profile;
    if (root.contains("masterKeyFile")) {
        if (!takesMasterKey(config)) return wrong("masterKeyFile");
        TAPPAY_TRY(masterKey, keyFile(base, root, "masterKeyFile"));
        config.masterKey = std::move(masterKey);
    }
    config.mak = std::move(mak);
    config.pik = std::move(pik);
    config.bank = std::move(bank);
    config.ledger = base.absoluteFilePath(QString::fromStdString(ledger));
    config.log = level;
    const auto oldCounters = root.value("refuseOldCounters");
    if (!oldCounters.isUndefined() && !oldCounters.isBool()) return wrong("refuseOldCounters");
    config.refuseOldCounters = oldCounters.toBool(true);
    return config;
}

}  // namespace tappay::simulator::network
