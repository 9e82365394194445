#include "walkthrough/recorded_security.h"

#include <QDateTime>
#include <QJsonArray>

#include "walkthrough/recorded_states.h"

namespace tappay::ui::recorded {

namespace {

QString at(const QDateTime& when) {
    return when.toUTC().toString(Qt::ISODateWithMs);
}

QDateTime thisMorning(int second) {
    return QDateTime(QDate::currentDate(), QTime(8, 1, second));
}

QDateTime inDays(int days) {
    return thisMorning(0).addDays(days);
}

QJsonObject failureOf(const char* name) {
    return withFailure({}, name).value(QLatin1String("failure")).toObject();
}

QJsonObject chipOf(const QString& form) {
    const bool real = form == QLatin1String("tpm"), none = form == QLatin1String("software");
    return {{QStringLiteral("form"), form},
            {QStringLiteral("maker"), none ? QString() : QLatin1String(real ? "STM" : "IBM")},
            {QStringLiteral("model"), none ? QString() : QLatin1String(real ? "ST33" : "SW TPM")},
            {QStringLiteral("firmware"),
             none ? QString() : QLatin1String(real ? "1.769" : "8215.1561")},
            {QStringLiteral("failure"), QJsonValue()}};
}

QJsonObject enrolmentFacts() {
    return {{QStringLiteral("terminalId"), QStringLiteral("10000001")},
            {QStringLiteral("merchantId"), QStringLiteral("898310054110001")},
            {QStringLiteral("merchantName"), QStringLiteral("Corner Shop")},
            {QStringLiteral("transactionId"), QStringLiteral("7H3KQ2M9XW4T")},
            {QStringLiteral("issuer"), QStringLiteral("Tap & Pay terminals")},
            {QStringLiteral("serial"), QStringLiteral("5F02A7C41D")},
            {QStringLiteral("validFrom"), at(inDays(0))},
            {QStringLiteral("validUntil"), at(inDays(730))}};
}

QJsonObject change(const char* what, int second, const char* detail) {
    return {{QStringLiteral("what"), QLatin1String(what)},
            {QStringLiteral("at"), at(thisMorning(second))},
            {QStringLiteral("detail"), QLatin1String(detail)}};
}

QJsonObject protection(const char* name, const char* grade) {
    return {{QStringLiteral("name"), QLatin1String(name)},
            {QStringLiteral("grade"), QLatin1String(grade)}};
}

QJsonObject since(int second) {
    return {{QStringLiteral("since"), at(thisMorning(second))}};
}

// Enrolled, with a master key, signed on, with parameters: as many of these as `done`.
QJsonObject reached(const char* form, int done) {
    const bool real = QLatin1String(form) == QLatin1String("tpm");
    QJsonObject master = since(0), pin = since(1);
    master.insert(QStringLiteral("checkValue"), QStringLiteral("4A091C"));
    master.insert(QStringLiteral("version"), 1);
    pin.insert(QStringLiteral("checkValue"), QStringLiteral("7F2290"));
    const auto from = [done](int step, const QJsonValue& value) {
        return done >= step ? value : QJsonValue();
    };
    const QJsonArray changes{change("parameters", 2, "3"), change("signed_on", 1, "000127"),
                             change("master_key", 0, "1"), change("enrolled", 0, "10000001")};
    QJsonArray happened;
    for (int i = 4 - done; i < 4; ++i)
        happened.append(changes[i]);
    return {
        {QStringLiteral("chip"), chipOf(QLatin1String(form))},
        {QStringLiteral("enrolment"), from(1, enrolmentFacts())},
        {QStringLiteral("keys"), QJsonObject{{QStringLiteral("master"), from(2, master)},
                                             {QStringLiteral("pin"), from(3, pin)},
                                             {QStringLiteral("process"), from(3, since(1))},
                                             {QStringLiteral("renewal"), from(2, at(inDays(30)))}}},
        {QStringLiteral("signOn"),
         from(3, QJsonObject{{QStringLiteral("at"), at(thisMorning(1))},
                             {QStringLiteral("expires"), at(inDays(1))},
                             {QStringLiteral("batch"), QStringLiteral("000127")},
                             {QStringLiteral("counter"), 17}})},
        {QStringLiteral("parameters"),
         from(4,
              QJsonObject{{QStringLiteral("version"), 3},
                          {QStringLiteral("profile"), QLatin1String(real ? "production" : "test")},
                          {QStringLiteral("applied"), at(thisMorning(2))},
                          {QStringLiteral("applications"), 5},
                          {QStringLiteral("authorityKeys"), 4}})},
        {QStringLiteral("protections"),
         QJsonArray{protection("chip", real ? "active" : "weaker"),
                    protection("keys", done >= 3 ? "active" : "missing"),
                    protection("parameters", done < 4 ? "missing"
                                             : real   ? "active"
                                                      : "weaker"),
                    protection("pin_entry", "weaker")}},
        {QStringLiteral("step"), QStringLiteral("idle")},
        {QStringLiteral("failure"), QJsonValue()},
        {QStringLiteral("nextAttempt"), QJsonValue()},
        {QStringLiteral("changes"), happened}};
}

}  // namespace

QJsonObject security(const char* form) {
    return reached(form, 4);
}

QJsonObject machine(const char* form) {
    return reached(form, 0);
}

QJsonObject enrolling(const char* step, int done) {
    QJsonObject it = reached("virtual", done);
    it.insert(QStringLiteral("step"), QLatin1String(step));
    return it;
}

QJsonObject stopped(QJsonObject security, const char* failure, int nextTry) {
    security.insert(QStringLiteral("step"), QStringLiteral("idle"));
    security.insert(QStringLiteral("failure"), failureOf(failure));
    if (nextTry >= 0)
        security.insert(QStringLiteral("nextAttempt"),
                        at(QDateTime::currentDateTime().addSecs(nextTry)));
    return security;
}

QJsonObject withoutChip(QJsonObject security) {
    QJsonObject chip = security.value(QLatin1String("chip")).toObject();
    chip.insert(QStringLiteral("failure"), failureOf("chip.unavailable"));
    security.insert(QStringLiteral("chip"), chip);
    return graded(security, "chip", "missing");
}

QJsonObject graded(QJsonObject security, const char* name, const char* grade) {
    QJsonArray protections;
    for (const QJsonValue& it : security.value(QLatin1String("protections")).toArray())
        protections.append(it[QLatin1String("name")] == QLatin1String(name)
                               ? protection(name, grade)
                               : it.toObject());
    security.insert(QStringLiteral("protections"), protections);
    return security;
}

QJsonObject statusOfMachine() {
    QJsonObject it = withStanding(status(), "terminal.not_enrolled");
    for (const char* empty : {"terminalId", "merchantId", "merchantName", "currency", "batch"})
        it.insert(QLatin1String(empty), QString());
    return it;
}

QJsonObject withStanding(QJsonObject status, const char* failure) {
    status.insert(QStringLiteral("standing"), failureOf(failure));
    return status;
}

QJsonObject cardFacts() {
    const auto fact = [](const char* name, const char* value) {
        return QJsonObject{{QStringLiteral("name"), QLatin1String(name)},
                           {QStringLiteral("value"), QLatin1String(value)}};
    };
    return {{QStringLiteral("facts"),
             QJsonArray{fact("application", "A000000333010101 UnionPay Debit"),
                        fact("aid", "A000000333010101"), fact("label", "UnionPay Debit"),
                        fact("pan", "622848*********8901"), fact("expiry", "2030-12")}}};
}

}  // namespace tappay::ui::recorded
