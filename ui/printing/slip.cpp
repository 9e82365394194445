#include "printing/slip.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace tappay::ui {

namespace {

QString translated(const QString& source) {
    return QCoreApplication::translate("Receipt", source.toUtf8().constData());
}

// The lines whose value is a word of ours and not a name or a number.
bool holdsWords(const QString& key) {
    static const QStringList kKeys{QStringLiteral("mark"), QStringLiteral("copy"),
                                   QStringLiteral("type"), QStringLiteral("result"),
                                   QStringLiteral("cvm")};
    return kKeys.contains(key);
}

}  // namespace

bool SlipLine::centred() const {
    return label.isEmpty() || key == QLatin1String("merchant_name");
}

Slip Slip::fromJson(const QJsonObject& receipt) {
    Slip slip;
    slip.copy = receipt.value(QLatin1String("copy")).toString();
    slip.signatureLine = receipt.value(QLatin1String("signatureLine")).toBool();
    for (const QJsonValue& entry : receipt.value(QLatin1String("lines")).toArray()) {
        SlipLine line{
            entry[QLatin1String("key")].toString(), entry[QLatin1String("label")].toString(),
            entry[QLatin1String("value")].toString(), entry[QLatin1String("emphasis")].toBool()};
        if (!line.label.isEmpty()) line.label = translated(line.label);
        if (holdsWords(line.key)) line.value = translated(line.value);
        slip.lines.append(std::move(line));
    }
    return slip;
}

QString Slip::signatureText() {
    return QCoreApplication::translate("Receipt", "Cardholder signature");
}

}  // namespace tappay::ui
