#include "world_files.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "terminal_side.h"

namespace tappay::test {
namespace {

Bytes octets(const QJsonObject& object, const char* member) {
    return hex(object[QLatin1String(member)].toString().toStdString());
}

emv::ActionCode actionCode(const QJsonObject& object, const char* member) {
    emv::ActionCode code{};
    std::ranges::copy(octets(object, member), code.begin());
    return code;
}

std::optional<emv::ContactlessLimits> contactlessLimits(const QJsonObject& application,
                                                        const Currency& currency) {
    if (!application.contains(QLatin1String("contactless"))) return std::nullopt;
    const auto object = application[QLatin1String("contactless")].toObject();
    const auto amount = [&](const char* member) {
        return parseMoney(object[QLatin1String(member)].toString().toStdString(), currency)
            .value()
            .minor;
    };
    emv::ContactlessLimits limits;
    limits.floor = amount("floorLimit");
    limits.transaction = amount("transactionLimit");
    limits.cvm = amount("cvmLimit");
    limits.statusCheck = object[QLatin1String("statusCheck")].toBool();
    limits.onlineFromFloorLimit = object[QLatin1String("onlineFromFloorLimit")].toBool();
    return limits;
}

emv::PublicKey publicKey(const QJsonObject& object) {
    if (object[QLatin1String("algorithm")].toString() == "sm2")
        return emv::Sm2PublicKey{octets(object, "point")};
    return crypto::RsaPublicKey{octets(object, "modulus"), octets(object, "exponent")};
}

}  // namespace

emv::Parameters readParameters(const std::string& path) {
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly)) return {};
    const auto root = QJsonDocument::fromJson(file.readAll()).object();
    emv::Parameters result;
    result.terminal.currency = currencyByAlpha("CNY").value();
    result.terminal.terminalId = "10000001";
    result.terminal.merchantId = "898310054110001";
    result.terminal.merchantName = "Corner Shop";
    result.terminal.ifdSerial = "00000001";
    for (const auto& entry : root[QLatin1String("aids")].toArray()) {
        const auto object = entry.toObject();
        emv::AidParameters aid;
        aid.aid = octets(object, "aid");
        aid.tacDefault = actionCode(object, "tacDefault");
        aid.tacDenial = actionCode(object, "tacDenial");
        aid.tacOnline = actionCode(object, "tacOnline");
        aid.contactless = contactlessLimits(object, result.terminal.currency);
        result.aids.push_back(std::move(aid));
    }
    for (const auto& entry : root[QLatin1String("caKeys")].toArray()) {
        const auto object = entry.toObject();
        result.caKeys.push_back({octets(object, "rid"), octets(object, "index")[0],
                                 publicKey(object),
                                 object[QLatin1String("expiry")].toString().toUInt()});
    }
    return result;
}

}  // namespace tappay::test
