#include "simulator/card/state.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <array>
#include <filesystem>
#include <fstream>

namespace tappay::simulator {
namespace {

using State = ApplicationState;

constexpr std::array kFlags{
    std::pair{"blocked", &State::blocked},
    std::pair{"onlineNotCompleted", &State::onlineNotCompleted},
    std::pair{"issuerAuthenticationFailed", &State::issuerAuthenticationFailed},
    std::pair{"issuerAuthenticationMissing", &State::issuerAuthenticationMissing},
    std::pair{"scriptFailed", &State::scriptFailed},
    std::pair{"deviceAsked", &State::deviceAsked},
    std::pair{"deviceConfirmed", &State::deviceConfirmed},
};
constexpr std::array kOctets{
    std::pair{"pinTries", &State::pinTries},
    std::pair{"scriptCommands", &State::scriptCommands},
    std::pair{"offlineTransactions", &State::offlineTransactions},
};
constexpr std::array kCounters{
    std::pair{"atc", &State::atc},
    std::pair{"lastOnlineAtc", &State::lastOnlineAtc},
};

QString hex(ByteView bytes) {
    return QString::fromStdString(toHex(bytes));
}
Bytes octets(const QJsonValue& value) {
    return fromHex(value.toString().toStdString()).value_or(Bytes());
}

int numberOf(const RecordAddress& address) {
    return address.first * 256 + address.second;
}
RecordAddress addressOf(int number) {
    return {static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)};
}

QJsonObject write(const State& state) {
    QJsonObject object;
    for (const auto& [name, member] : kFlags)
        object[QLatin1String(name)] = state.*member;
    for (const auto& [name, member] : kOctets)
        object[QLatin1String(name)] = state.*member;
    for (const auto& [name, member] : kCounters)
        object[QLatin1String(name)] = state.*member;
    object[QLatin1String("offlineAmount")] = static_cast<qint64>(state.offlineAmount);
    object[QLatin1String("paidRecord")] = hex(state.paidRecord);
    object[QLatin1String("paidAddress")] = numberOf(state.paidAddress);
    object[QLatin1String("pin")] = QString::fromStdString(state.pin);
    QJsonArray log;
    for (const auto& record : state.log)
        log.append(hex(record));
    object[QLatin1String("log")] = log;
    QJsonObject data, records;
    for (const auto& [tag, value] : state.data)
        data[QString::number(tag)] = hex(value);
    for (const auto& [address, value] : state.records)
        records[QString::number(numberOf(address))] = hex(value);
    object[QLatin1String("data")] = data;
    object[QLatin1String("records")] = records;
    return object;
}

void read(const QJsonObject& object, State& state) {
    for (const auto& [name, member] : kFlags)
        state.*member = object[QLatin1String(name)].toBool();
    for (const auto& [name, member] : kOctets)
        state.*member = static_cast<std::uint8_t>(object[QLatin1String(name)].toInt());
    for (const auto& [name, member] : kCounters)
        state.*member = static_cast<std::uint16_t>(object[QLatin1String(name)].toInt());
    state.offlineAmount = object[QLatin1String("offlineAmount")].toInteger();
    state.paidRecord = octets(object[QLatin1String("paidRecord")]);
    state.paidAddress = addressOf(object[QLatin1String("paidAddress")].toInt());
    state.pin = object[QLatin1String("pin")].toString().toStdString();
    for (const auto& record : object[QLatin1String("log")].toArray())
        state.log.push_back(octets(record));
    const auto data = object[QLatin1String("data")].toObject();
    for (auto it = data.begin(); it != data.end(); ++it)
        state.data[it.key().toUShort()] = octets(it.value());
    const auto records = object[QLatin1String("records")].toObject();
    for (auto it = records.begin(); it != records.end(); ++it)
        state.records[addressOf(it.key().toInt())] = octets(it.value());
}

}  // namespace

CardState freshState(const CardProfile& profile) {
    CardState result;
    result.blocked = profile.blocked;
    for (const auto& application : profile.applications) {
        auto& state = result.applications[toHex(application.aid)];
        state.pin = application.pin;
        state.pinTries = application.pinTries;
        state.blocked = application.blocked;
    }
    return result;
}

Result<CardState> loadState(const CardProfile& profile, const std::string& path) {
    auto result = freshState(profile);
    QFile file(QString::fromStdString(path));
    if (!file.exists()) return result;
    if (!file.open(QIODevice::ReadOnly)) return fail(FailureCode::InputMalformed, path);
    const auto document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject()) return fail(FailureCode::InputMalformed, path);
    const auto object = document.object();
    result.blocked = object[QLatin1String("blocked")].toBool();
    const auto applications = object[QLatin1String("applications")].toObject();
    for (auto& [aid, state] : result.applications)
        if (const auto entry = applications[QString::fromStdString(aid)]; entry.isObject())
            read(entry.toObject(), state);
    return result;
}

Result<void> saveState(const CardState& state, const std::string& path) {
    QJsonObject applications;
    for (const auto& [aid, application] : state.applications)
        applications[QString::fromStdString(aid)] = write(application);
    const QJsonObject object{{"blocked", state.blocked}, {"applications", applications}};
    // Atomic against a killed process, without the wait for the disk that would slow every
    // transaction down.
    const auto temporary = path + ".new";
    {
        std::ofstream file(temporary, std::ios::trunc | std::ios::binary);
        std::error_code ignored;
        std::filesystem::permissions(temporary, std::filesystem::perms(0600), ignored);
        file << QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
        if (!file.flush()) return fail(FailureCode::StorageFull, path);
    }
    std::error_code error;
    std::filesystem::rename(temporary, path, error);
    if (error) return fail(FailureCode::StorageFull, path);
    return {};
}

std::string statePathOf(const std::string& profilePath) {
    return std::filesystem::path(profilePath).replace_extension(".state").string();
}

}  // namespace tappay::simulator
