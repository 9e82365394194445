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
using Contactless = ContactlessProfile;
using National = NationalProfile;

// The members of each kind, in tables for both directions.
constexpr std::array kOctets{
    std::pair{"aid", &Application::aid},     std::pair{"pdol", &Application::pdol},
    std::pair{"aip", &Application::aip},     std::pair{"afl", &Application::afl},
    std::pair{"cdol1", &Application::cdol1}, std::pair{"cdol2", &Application::cdol2},
    std::pair{"ddol", &Application::ddol},   std::pair{"logFormat", &Application::logFormat},
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
constexpr std::array kFlags{
    std::pair{"templateAnswers", &Application::templateAnswers},
    std::pair{"blocked", &Application::blocked},
    std::pair{"alwaysDeclines", &Application::alwaysDeclines},
};
constexpr std::array kKeys{
    std::pair{"keyAc", &CardKeys::keyAc},
    std::pair{"keyMac", &CardKeys::keyMac},
    std::pair{"keyEnc", &CardKeys::keyEnc},
};
constexpr std::array kContactlessOctets{
    std::pair{"pdol", &Contactless::pdol},
    std::pair{"aip", &Contactless::aip},
    std::pair{"afl", &Contactless::afl},
    std::pair{"lastRecord", &Contactless::lastRecord},
};
constexpr std::array kContactlessFlags{
    std::pair{"signatureInRecord", &Contactless::signatureInRecord},
    std::pair{"confirmsOnDevice", &Contactless::confirmsOnDevice},
};
constexpr std::array kNationalOctets{
    std::pair{"aip", &National::aip},
    std::pair{"afl", &National::afl},
    std::pair{"contactlessAip", &National::contactlessAip},
    std::pair{"contactlessAfl", &National::contactlessAfl},
    std::pair{"iccScalar", &National::iccScalar},
};

QString hex(ByteView bytes) {
    return QString::fromStdString(toHex(bytes));
}

Result<Bytes> octets(const QJsonObject& object, const QString& member) {
    const auto bytes = fromHex(object[member].toString().toStdString());
    if (!bytes) return fail(FailureCode::InputMalformed, member.toStdString());
    return *bytes;
}

Result<void> readOctets(const QJsonObject& object, const auto& table, auto& target) {
    for (const auto& [name, member] : table) {
        TAPPAY_TRY(bytes, octets(object, QString::fromLatin1(name)));
        target.*member = std::move(bytes);
    }
    return {};
}

void writeOctets(QJsonObject& object, const auto& table, const auto& source) {
    for (const auto& [name, member] : table)
        if (!(source.*member).empty()) object[QLatin1String(name)] = hex(source.*member);
}

void readFlags(const QJsonObject& object, const auto& table, auto& target) {
    for (const auto& [name, member] : table)
        target.*member = object[QLatin1String(name)].toBool(target.*member);
}

void writeFlags(QJsonObject& object, const auto& table, const auto& source) {
    for (const auto& [name, member] : table)
        object[QLatin1String(name)] = source.*member;
}

using Objects = std::map<std::uint16_t, Bytes>;

Result<Objects> readObjects(const QJsonObject& data) {
    Objects result;
    for (auto it = data.begin(); it != data.end(); ++it) {
        TAPPAY_TRY(content, octets(data, it.key()));
        result[it.key().toUShort(nullptr, 16)] = std::move(content);
    }
    return result;
}

QJsonObject writeObjects(const Objects& objects) {
    QJsonObject data;
    for (const auto& [tag, content] : objects)
        data[QString::number(tag, 16).toUpper()] = hex(content);
    return data;
}

// "2.1" is record 1 of file 2.
QString addressText(const RecordAddress& address) {
    return QStringLiteral("%1.%2").arg(address.first).arg(address.second);
}

Result<std::map<RecordAddress, Bytes>> readRecords(const QJsonObject& records) {
    std::map<RecordAddress, Bytes> result;
    for (auto it = records.begin(); it != records.end(); ++it) {
        const auto parts = it.key().split(u'.');
        if (parts.size() != 2) return fail(FailureCode::InputMalformed, "records");
        TAPPAY_TRY(content, octets(records, it.key()));
        result[{static_cast<std::uint8_t>(parts[0].toUInt()),
                static_cast<std::uint8_t>(parts[1].toUInt())}] = std::move(content);
    }
    return result;
}

Result<Contactless> readContactless(const QJsonObject& object) {
    Contactless result;
    TAPPAY_CHECK(readOctets(object, kContactlessOctets, result));
    readFlags(object, kContactlessFlags, result);
    result.fddaVersion = static_cast<std::uint8_t>(object[QLatin1String("fddaVersion")].toInt(1));
    TAPPAY_TRY(online, readObjects(object[QLatin1String("onlineData")].toObject()));
    result.onlineData = std::move(online);
    return result;
}

QJsonObject writeContactless(const Contactless& contactless) {
    QJsonObject object{{"fddaVersion", contactless.fddaVersion},
                       {"onlineData", writeObjects(contactless.onlineData)}};
    writeOctets(object, kContactlessOctets, contactless);
    writeFlags(object, kContactlessFlags, contactless);
    return object;
}

Result<National> readNational(const QJsonObject& object) {
    National result;
    TAPPAY_CHECK(readOctets(object, kNationalOctets, result));
    TAPPAY_CHECK(readOctets(object, kKeys, result));
    return result;
}

QJsonObject writeNational(const National& national) {
    QJsonObject object;
    writeOctets(object, kNationalOctets, national);
    writeOctets(object, kKeys, national);
    return object;
}

Result<void> readSecondSets(const QJsonObject& object, Application& result) {
    if (const auto icc = object[QLatin1String("icc")].toObject(); !icc.isEmpty()) {
        TAPPAY_TRY(modulus, octets(icc, QStringLiteral("modulus")));
        TAPPAY_TRY(exponent, octets(icc, QStringLiteral("exponent")));
        TAPPAY_TRY(der, octets(icc, QStringLiteral("der")));
        result.icc = crypto::RsaPrivateKey{{modulus, exponent}, SecretBytes(der)};
    }
    if (const auto second = object[QLatin1String("contactless")].toObject(); !second.isEmpty()) {
        TAPPAY_TRY(contactless, readContactless(second));
        result.contactless = std::move(contactless);
    }
    if (const auto second = object[QLatin1String("national")].toObject(); !second.isEmpty()) {
        TAPPAY_TRY(national, readNational(second));
        result.national = std::move(national);
    }
    return {};
}

Result<Application> readApplication(const QJsonObject& object) {
    Application result;
    TAPPAY_CHECK(readOctets(object, kOctets, result));
    TAPPAY_CHECK(readOctets(object, kKeys, result));
    for (const auto& [name, member] : kTexts)
        if (const auto value = object[QLatin1String(name)]; value.isString())
            result.*member = value.toString().toStdString();
    for (const auto& [name, member] : kNumbers)
        if (const auto value = object[QLatin1String(name)]; value.isDouble())
            result.*member = static_cast<std::uint8_t>(value.toInt());
    readFlags(object, kFlags, result);
    TAPPAY_TRY(records, readRecords(object[QLatin1String("records")].toObject()));
    result.records = std::move(records);
    TAPPAY_TRY(data, readObjects(object[QLatin1String("data")].toObject()));
    result.data = std::move(data);
    TAPPAY_CHECK(readSecondSets(object, result));
    if (result.aid.size() < 5) return fail(FailureCode::InputMalformed, "aid");
    if (result.keyAc.size() != 16) return fail(FailureCode::InputMalformed, "keyAc");
    return result;
}

QJsonObject writeApplication(const Application& application) {
    QJsonObject object;
    writeOctets(object, kOctets, application);
    writeOctets(object, kKeys, application);
    for (const auto& [name, member] : kTexts)
        if (!(application.*member).empty())
            object[QLatin1String(name)] = QString::fromStdString(application.*member);
    for (const auto& [name, member] : kNumbers)
        object[QLatin1String(name)] = application.*member;
    writeFlags(object, kFlags, application);
    QJsonObject records;
    for (const auto& [address, content] : application.records)
        records[addressText(address)] = hex(content);
    object[QLatin1String("records")] = records;
    object[QLatin1String("data")] = writeObjects(application.data);
    if (application.icc)
        object[QLatin1String("icc")] =
            QJsonObject{{"modulus", hex(application.icc->publicKey.modulus)},
                        {"exponent", hex(application.icc->publicKey.exponent)},
                        {"der", hex(application.icc->der.view())}};
    if (application.contactless)
        object[QLatin1String("contactless")] = writeContactless(*application.contactless);
    if (application.national)
        object[QLatin1String("national")] = writeNational(*application.national);
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
    result.blocked = object[QLatin1String("blocked")].toBool();
    result.directory = object[QLatin1String("directory")].toBool(true);
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
                             {"blocked", profile.blocked},
                             {"directory", profile.directory},
                             {"applications", applications}};
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(object).toJson()) < 0 ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) || !file.commit())
        return fail(FailureCode::StorageFull, path);
    return {};
}

}  // namespace tappay::simulator
