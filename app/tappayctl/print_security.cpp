#include <QtCore/QHash>

#include "print.h"
#include "rows.h"

namespace tappay::ctl {

namespace {

QJsonObject part(const QJsonObject& object, const char* key) {
    return object.value(QLatin1String(key)).toObject();
}

QString joined(const QStringList& words, const QString& between) {
    QStringList there = words;
    there.removeAll(QString());
    return there.join(between);
}

QString formWords(const QString& form) {
    static const QHash<QString, QString> words{
        {"tpm", "TPM 2.0 of this computer"},
        {"virtual", "virtual, a program of this computer (weaker than a chip)"},
        {"software", "none, files of this computer (for trials)"},
    };
    return words.value(form, form);
}

QString protectionWords(const QString& name) {
    static const QHash<QString, QString> words{{"chip", "Chip"},
                                               {"keys", "Keys"},
                                               {"parameters", "Parameters"},
                                               {"pin_entry", "PIN entry"}};
    return words.value(name, name);
}

QString changeWords(const QJsonObject& change) {
    static const QHash<QString, QString> words{{"enrolled", "enrolled as terminal"},
                                               {"master_key", "master key, version"},
                                               {"signed_on", "signed on, batch"},
                                               {"parameters", "parameters, version"}};
    const QString what = at(change, "what");
    return words.value(what, what) + QLatin1Char(' ') + at(change, "detail");
}

QString keyWords(const QJsonObject& key) {
    if (key.isEmpty()) return {};
    const QString check = at(key, "checkValue");
    const QJsonValue version = key.value(QLatin1String("version"));
    return joined(
        {localTime(at(key, "since")),
         check.isEmpty() ? QString() : QStringLiteral("check value ") + check,
         version.isDouble() ? QStringLiteral("version %1").arg(version.toInteger()) : QString()},
        QStringLiteral(", "));
}

Rows chipRows(const QJsonObject& security) {
    const QJsonObject chip = part(security, "chip");
    return {
        {QStringLiteral("Chip"), formWords(at(chip, "form"))},
        {QStringLiteral("Made by"),
         joined({at(chip, "maker"), at(chip, "model"), at(chip, "firmware")}, QStringLiteral(" "))},
        {QStringLiteral("Chip trouble"), failureText(chip.value(QLatin1String("failure")))}};
}

Rows enrolmentRows(const QJsonObject& security) {
    const QJsonObject it = part(security, "enrolment");
    if (it.isEmpty()) return {{QStringLiteral("Terminal"), QStringLiteral("not enrolled")}};
    return {{QStringLiteral("Terminal"), at(it, "terminalId")},
            {QStringLiteral("Merchant"),
             at(it, "merchantName") + QLatin1Char(' ') + at(it, "merchantId")},
            {QStringLiteral("Identifier"), at(it, "transactionId")},
            {QStringLiteral("Certificate"),
             QStringLiteral("%1 by %2").arg(at(it, "serial"), at(it, "issuer"))},
            {QStringLiteral("Valid until"), localTime(at(it, "validUntil"))}};
}

Rows keyRows(const QJsonObject& security) {
    const QJsonObject keys = part(security, "keys");
    const QJsonObject signOn = part(security, "signOn");
    const auto orNone = [](const QString& words) {
        return words.isEmpty() ? QStringLiteral("none") : words;
    };
    Rows rows{{QStringLiteral("Master key"), orNone(keyWords(part(keys, "master")))},
              {QStringLiteral("Renewal due"), localTime(at(keys, "renewal"))},
              {QStringLiteral("PIN key"), orNone(keyWords(part(keys, "pin")))},
              {QStringLiteral("Process key"), orNone(keyWords(part(keys, "process")))}};
    if (signOn.isEmpty()) {
        rows.append({QStringLiteral("Signed on"), QStringLiteral("no")});
        return rows;
    }
    rows.append({QStringLiteral("Signed on"),
                 QStringLiteral("%1 until %2, batch %3")
                     .arg(localTime(at(signOn, "at")), localTime(at(signOn, "expires")),
                          at(signOn, "batch"))});
    rows.append({QStringLiteral("Chip counter"),
                 QString::number(signOn.value(QLatin1String("counter")).toInteger())});
    return rows;
}

QString parametersWords(const QJsonObject& it) {
    if (it.isEmpty()) return QStringLiteral("none");
    return QStringLiteral("version %1, %2 profile, %3 applications, %4 card scheme keys, %5")
        .arg(it.value(QLatin1String("version")).toInteger())
        .arg(at(it, "profile"))
        .arg(it.value(QLatin1String("applications")).toInt())
        .arg(it.value(QLatin1String("authorityKeys")).toInt())
        .arg(localTime(at(it, "applied")));
}

// What goes on, or went wrong last.
Rows stepRows(const QJsonObject& security) {
    return {{QStringLiteral("Going on"), stepWords(security)},
            {QStringLiteral("Last failure"), failureText(security.value(QLatin1String("failure")))},
            {QStringLiteral("Next try"), localTime(at(security, "nextAttempt"))}};
}

}  // namespace

QString chipText(const QJsonObject& security) {
    return aligned(chipRows(security));
}

QString keysText(const QJsonObject& security) {
    return aligned(enrolmentRows(security) + keyRows(security) + stepRows(security));
}

QString securityText(const QJsonObject& security) {
    Rows grades, changes;
    for (const auto& it : security.value(QLatin1String("protections")).toArray())
        grades.append({protectionWords(at(it.toObject(), "name")), at(it.toObject(), "grade")});
    for (const auto& it : security.value(QLatin1String("changes")).toArray())
        changes.append({localTime(at(it.toObject(), "at")), changeWords(it.toObject())});
    const Rows parameters{
        {QStringLiteral("Parameters"), parametersWords(part(security, "parameters"))}};
    QString text = aligned(grades) + QLatin1Char('\n') +
                   aligned(chipRows(security) + enrolmentRows(security) + keyRows(security) +
                           parameters + stepRows(security));
    if (!changes.isEmpty()) text += QStringLiteral("\nLast changes\n") + aligned(changes);
    return text;
}

QString stepWords(const QJsonObject& security) {
    static const QHash<QString, QString> words{
        {"enrolling", "Enrolling…"},
        {"fetching_key", "Fetching the master key…"},
        {"signing_on", "Signing on…"},
        {"fetching_parameters", "Fetching the parameters…"},
    };
    return words.value(at(security, "step"));
}

}  // namespace tappay::ctl
