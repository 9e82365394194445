#include "simulator/card/profile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <array>

namespace tappay::simulator {
namespace {

using Application = ApplicationProfile;

// The members that are plain octets, in one table for both directions.
constexpr std::array kOctets{
    std::pair{"aid", &Application::aid},       std::pair{"pdol", &Application::pdol},
    std::pair{"aip", &Application::aip},       std::pair{"afl", &Application::afl},
    std::pair{"cdol1", &Application::cdol1},   std::pair{"cdol2", &Application::cdol2},
    std::pair{"ddol", &Application::ddol},     std::pair{"logFormat", &Application::logFormat},
    std::pair{"keyAc", &Application::keyAc},   std::pair{"keyMac", &Application::keyMac},
    std::pair{"keyEnc", &Application::keyEnc},
};
constexpr std::array kTexts{
    std::pair{"label", &Application::label},
    std::pair{"preferredName", &Application::preferredName},
    std::pair{"language", &Application::language},
    std::pair{"pin", &Application::pin},
};
constexpr std::array kNumbers{
    std::pair{"preferredNameTable", &Application::preferredNameTable},
    std::pair{"priority", &Application::priority},
    std::pair{"keyIndex", &Application::keyIndex},
    std::pair{"pinTries", &Application::pinTries},
};

QString hex(ByteView bytes) {
    return QString::fromStdString(toHex(bytes));
}

Result<Bytes> octets(const QJsonObject& object, const QString& member) {
    const auto bytes = fromHex(object[member].toString().toStdString());
    if (!bytes) return fail(FailureCode::InputMalformed, member.toStdString());
    return *bytes;
}

// "2.1" is record 1 of file 2.
QString addressText(const RecordAddress& address) {
    return QStringLiteral("%1.%2").arg(address.first).arg(address.second);
}

Result<Application> readApplication(const QJsonObject& object) {
    Application result;
    for (const auto& [name, member] : kOctets) {
        TAPPAY_TRY(bytes, octets(object, QString::fromLatin1(name)));
        result.*member = std::move(bytes);
    }
    for (const auto& [name, member] : kTexts)
        if (const auto value = object[QLatin1String(name)]; value.isString())
            result.*member = value.toString().toStdString();
    for (const auto& [name, member] : kNumbers)
        if (const auto value = object[QLatin1String(name)]; value.isDouble())
            result.*member = static_cast<std::uint8_t>(value.toInt());
    result.templateAnswers = object[QLatin1String("templateAnswers")].toBool(true);
    const auto records = object[QLatin1String("records")].toObject();
    for (auto it = records.begin(); it != records.end(); ++it) {
        const auto parts = it.key().split(u'.');
        if (parts.size() != 2) return fail(FailureCode::InputMalformed, "records");
        TAPPAY_TRY(content, octets(records, it.key()));
        result.records[{static_cast<std::uint8_t>(parts[0].toUInt()),
                        static_cast<std::uint8_t>(parts[1].toUInt())}] = std::move(content);
    }
    const auto data = object[QLatin1String("data")].toObject();
    for (auto it = data.begin(); it != data.end(); ++it) {
        TAPPAY_TRY(content, octets(data, it.key()));
        result.data[it.key().toUShort(nullptr, 16)] = std::move(content);
    }
    if (const auto icc = object[QLatin1String("icc")].toObject(); !icc.isEmpty()) {
        TAPPAY_TRY(modulus, octets(icc, QStringLiteral("modulus")));
        TAPPAY_TRY(exponent, octets(icc, QStringLiteral("exponent")));
        TAPPAY_TRY(der, octets(icc, QStringLiteral("der")));
        result.icc = crypto::RsaPrivateKey{{modulus, exponent}, SecretBytes(der)};
    }
    if (result.aid.size() < 5) return fail(FailureCode::InputMalformed, "aid");
    if (result.keyAc.size() != 16) return fail(FailureCode::InputMalformed, "keyAc");
    return result;
}

QJsonObject writeApplication(const Application& application) {
    QJsonObject object;
    for (const auto& [name, member] : kOctets)
        if (!(application.*member).empty()) object[QLatin1String(name)] = hex(application.*member);
    for (const auto& [name, member] : kTexts)
        if (!(application.*member).empty())
            object[QLatin1String(name)] = QString::fromStdString(application.*member);
    for (const auto& [name, member] : kNumbers)
        object[QLatin1String(name)] = application.*member;
    object[QLatin1String("templateAnswers")] = application.templateAnswers;
    QJsonObject records, data;
    for (const auto& [address, content] : application.records)
        records[addressText(address)] = hex(content);
    for (const auto& [tag, content] : application.data)
        data[QString::number(tag, 16).toUpper()] = hex(content);
    object[QLatin1String("records")] = records;
    object[QLatin1String("data")] = data;
    if (application.icc)
        object[QLatin1String("icc")] =
            QJsonObject{{"modulus", hex(application.icc->publicKey.modulus)},
                        {"exponent", hex(application.icc->publicKey.exponent)},
                        {"der", hex(application.icc->der.view())}};
    return object;
}

}  // namespace

Result<CardProfile> loadProfile(const std::string& path) {
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly)) return fail(FailureCode::NotFound, path);
    const auto object = QJsonDocument::fromJson(file.readAll()).object();
    CardProfile result;
    result.name = object[QLatin1String("name")].toString().toStdString();
    TAPPAY_TRY(atr, octets(object, QStringLiteral("atr")));
    result.atr = std::move(atr);
    if (const auto interfaces = object[QLatin1String("interfaces")]; interfaces.isArray()) {
        result.contact = interfaces.toArray().contains(QLatin1String("contact"));
        result.contactless = interfaces.toArray().contains(QLatin1String("contactless"));
    }
    TAPPAY_TRY(contactlessAtr, octets(object, QStringLiteral("contactlessAtr")));
    result.contactlessAtr = std::move(contactlessAtr);
    result.byteProtocol = object[QLatin1String("protocol")].toString() == QLatin1String("T=0");
    for (const auto& entry : object[QLatin1String("applications")].toArray()) {
        TAPPAY_TRY(application, readApplication(entry.toObject()));
        result.applications.push_back(std::move(application));
    }
    return result;
}

Result<void> saveProfile(const CardProfile& profile, const std::string& path) {
    QJsonArray applications;
    for (const auto& application : profile.applications)
        applications.append(writeApplication(application));
    QJsonArray interfaces;
    if (profile.contact) interfaces.append(QLatin1String("contact"));
    if (profile.contactless) interfaces.append(QLatin1String("contactless"));
    const QJsonObject object{{"name", QString::fromStdString(profile.name)},
                             {"interfaces", interfaces},
                             {"atr", hex(profile.atr)},
                             {"contactlessAtr", hex(profile.contactlessAtr)},
                             {"protocol", profile.byteProtocol ? "T=0" : "T=1"},
                             {"applications", applications}};
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(object).toJson()) < 0 ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) || !file.commit())
        return fail(FailureCode::StorageFull, path);
    return {};
}

}  // namespace tappay::simulator
