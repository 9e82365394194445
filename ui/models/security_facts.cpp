#include "models/security_facts.h"

#include <QJsonArray>
#include <QVariantMap>

namespace tappay::ui {

namespace {

QString text(const QJsonObject& from, const char* name) {
    return from.value(QLatin1String(name)).toString();
}

QDateTime timeOf(const QJsonObject& from, const char* name) {
    return QDateTime::fromString(text(from, name), Qt::ISODateWithMs);
}

QJsonObject part(const QJsonObject& from, const char* name) {
    return from.value(QLatin1String(name)).toObject();
}

// Octets with a gap between them, where no line is broken: people compare check values.
QString spaced(QString hex) {
    for (qsizetype at = hex.size() - 2; at > 0; at -= 2)
        hex.insert(at, QChar(QChar::Nbsp));
    return hex;
}

void readKeys(SecurityFacts& f, const QJsonObject& keys) {
    const QJsonObject master = part(keys, "master"), pin = part(keys, "pin");
    f.hasMasterKey = !master.isEmpty();
    f.masterCheck = spaced(text(master, "checkValue"));
    f.masterVersion = master.value(QLatin1String("version")).toInt();
    f.masterSince = timeOf(master, "since");
    f.pinCheck = spaced(text(pin, "checkValue"));
    f.pinSince = timeOf(pin, "since");
    f.processSince = timeOf(part(keys, "process"), "since");
    f.renewal = timeOf(keys, "renewal");
}

void readGrades(SecurityFacts& f, const QJsonArray& protections) {
    for (const QJsonValue& entry : protections) {
        const QString name = entry[QLatin1String("name")].toString();
        const QString grade = entry[QLatin1String("grade")].toString();
        if (name == QLatin1String("chip")) f.chipGrade = grade;
        if (name == QLatin1String("keys")) f.keysGrade = grade;
        if (name == QLatin1String("parameters")) f.parametersGrade = grade;
        if (name == QLatin1String("pin_entry")) f.pinGrade = grade;
        f.weaker += grade == QLatin1String("weaker") ? 1 : 0;
        f.missing += grade == QLatin1String("missing") ? 1 : 0;
    }
}

}  // namespace

SecurityFacts SecurityFacts::fromJson(const QJsonObject& object) {
    SecurityFacts f;
    f.known = !object.isEmpty();
    const QJsonObject chip = part(object, "chip");
    f.chipForm = text(chip, "form");
    f.chipName = QStringList{text(chip, "maker"), text(chip, "model"), text(chip, "firmware")}.join(
        QLatin1Char(' '));
    f.chipName = f.chipName.simplified();
    f.chipHappened = text(part(chip, "failure"), "happened");
    f.chipRemedy = text(part(chip, "failure"), "remedy");

    const QJsonObject enrolment = part(object, "enrolment");
    f.enrolled = !enrolment.isEmpty();
    f.terminalId = text(enrolment, "terminalId");
    f.merchantName = text(enrolment, "merchantName");
    f.transactionId = text(enrolment, "transactionId");
    f.issuer = text(enrolment, "issuer");
    f.validUntil = timeOf(enrolment, "validUntil");

    readKeys(f, part(object, "keys"));
    const QJsonObject signOn = part(object, "signOn");
    f.signedOn = !signOn.isEmpty();
    f.signOnExpires = timeOf(signOn, "expires");

    const QJsonObject parameters = part(object, "parameters");
    f.hasParameters = !parameters.isEmpty();
    f.parametersVersion = parameters.value(QLatin1String("version")).toInt();
    f.profile = text(parameters, "profile");
    f.parametersApplied = timeOf(parameters, "applied");
    f.applications = parameters.value(QLatin1String("applications")).toInt();
    f.authorityKeys = parameters.value(QLatin1String("authorityKeys")).toInt();

    readGrades(f, object.value(QLatin1String("protections")).toArray());
    f.step = text(object, "step");
    const QJsonObject failure = part(object, "failure");
    f.failureCode = text(failure, "code");
    f.happened = text(failure, "happened");
    f.remedy = text(failure, "remedy");
    f.nextAttempt = timeOf(object, "nextAttempt");
    for (const QJsonValue& entry : object.value(QLatin1String("changes")).toArray()) {
        const QJsonObject change = entry.toObject();
        f.changes.append(QVariantMap{{QStringLiteral("what"), text(change, "what")},
                                     {QStringLiteral("at"), timeOf(change, "at")},
                                     {QStringLiteral("detail"), text(change, "detail")}});
    }
    return f;
}

int SecurityFacts::stepNumber() const {
    static const QStringList steps{QStringLiteral("enrolling"), QStringLiteral("fetching_key"),
                                   QStringLiteral("signing_on"),
                                   QStringLiteral("fetching_parameters")};
    return static_cast<int>(steps.indexOf(step));
}

int SecurityFacts::firstMissing() const {
    if (!enrolled) return 0;
    if (!hasMasterKey) return 1;
    if (!signedOn) return 2;
    return hasParameters ? kSteps : 3;
}

}  // namespace tappay::ui
