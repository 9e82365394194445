#include "models/status.h"

#include <QJsonArray>
#include <QStringList>

namespace tappay::ui {

Status Status::fromJson(const QJsonObject& object) {
    const auto text = [&object](const char* name) {
        return object.value(QLatin1String(name)).toString();
    };
    Status s;
    s.version = text("version");
    s.terminalId = text("terminalId");
    s.merchantId = text("merchantId");
    s.merchantName = text("merchantName");
    s.operatorId = text("operatorId");
    s.currency = text("currency");
    s.currencyExponent = object.value(QLatin1String("currencyExponent")).toInt(2);
    s.batch = text("batch");
    s.running = text("running");
    s.pendingCount = object.value(QLatin1String("pendingCount")).toInt();
    s.chipForm =
        object.value(QLatin1String("chip")).toObject().value(QLatin1String("form")).toString();

    const QJsonObject reader = object.value(QLatin1String("reader")).toObject();
    s.readerService = reader.value(QLatin1String("serviceRunning")).toBool();
    for (const QJsonValue& entry : reader.value(QLatin1String("readers")).toArray()) {
        s.hasReader = true;
        s.cardPresent |= entry[QLatin1String("cardPresent")].toBool();
        s.readerInUse |= entry[QLatin1String("inUseElsewhere")].toBool();
    }
    const QJsonObject backEnd = object.value(QLatin1String("backEnd")).toObject();
    s.bankReachable = backEnd.value(QLatin1String("reachable")).toBool();
    s.roundTripMs = backEnd.value(QLatin1String("roundTripMs")).toInt(-1);

    const QJsonObject trouble = object.value(QLatin1String("trouble")).toObject();
    const QJsonObject standing = object.value(QLatin1String("standing")).toObject();
    s.standing = standing.value(QLatin1String("code")).toString();
    s.standingHappened = standing.value(QLatin1String("happened")).toString();
    s.standingRemedy = standing.value(QLatin1String("remedy")).toString();
    if (!s.standing.isEmpty() && trouble.value(QLatin1String("code")) == s.standing) return s;
    s.happened = trouble.value(QLatin1String("happened")).toString();
    s.remedy = trouble.value(QLatin1String("remedy")).toString();
    return s;
}

bool Status::isLost(const QString& failureCode) {
    static const QStringList codes{
        QStringLiteral("terminal.unknown"), QStringLiteral("terminal.expired"),
        QStringLiteral("terminal.revoked"), QStringLiteral("terminal.cloned")};
    return codes.contains(failureCode);
}

}  // namespace tappay::ui
