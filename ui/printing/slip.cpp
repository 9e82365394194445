#include "printing/slip.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace tappay::ui {

Slip Slip::fromJson(const QJsonObject& receipt) {
    Slip slip;
    slip.copy = receipt.value(QLatin1String("copy")).toString();
    slip.reprint = receipt.value(QLatin1String("reprint")).toBool();
    slip.final = receipt.value(QLatin1String("final")).toBool();
    slip.signatureLine = receipt.value(QLatin1String("signatureLine")).toBool();
    for (const QJsonValue& line : receipt.value(QLatin1String("lines")).toArray()) {
        const QByteArray label = line[QLatin1String("label")].toString().toUtf8();
        slip.lines.append({line[QLatin1String("key")].toString(),
                           QCoreApplication::translate("Receipt", label.constData()),
                           line[QLatin1String("value")].toString(),
                           line[QLatin1String("emphasis")].toBool()});
    }
    return slip;
}

QString Slip::heading() const {
    return copy == QLatin1String("cardholder")
               ? QCoreApplication::translate("Receipt", "Cardholder copy")
               : QCoreApplication::translate("Receipt", "Merchant copy");
}

QStringList Slip::marks() const {
    QStringList marks;
    if (!final) marks.append(QCoreApplication::translate("Receipt", "DRAFT - result not known yet"));
    if (reprint) marks.append(QCoreApplication::translate("Receipt", "REPRINT"));
    return marks;
}

QString Slip::signatureText() {
    return QCoreApplication::translate("Receipt", "Cardholder signature");
}

}  // namespace tappay::ui
