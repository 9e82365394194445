#include "walkthrough/recorded_states.h"

#include <QDateTime>

#include "base/failure.h"

namespace tappay::ui::recorded {

namespace {

const QString kId = QStringLiteral("01936b2e-1d3c-7b21-9c55-3b5f0c2d8e01");

QString ago(int seconds) {
    return QDateTime::currentDateTimeUtc().addSecs(-seconds).toString(Qt::ISODateWithMs);
}

QString text(std::string_view view) {
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QJsonObject entry(int number, const char* amount, const char* state, const char* pan, int minutes) {
    QJsonObject t = transaction(QLatin1String(state), QStringLiteral("done"), 0);
    t.insert(QStringLiteral("id"),
             QStringLiteral("01936b2e-0000-7000-8000-%1").arg(number, 12, 10, QLatin1Char('0')));
    t.insert(QStringLiteral("amount"), QLatin1String(amount));
    t.insert(QStringLiteral("stan"),
             QStringLiteral("%1").arg(411 - number, 6, 10, QLatin1Char('0')));
    QJsonObject card = t.value(QLatin1String("card")).toObject();
    card.insert(QStringLiteral("pan"), QLatin1String(pan));
    t.insert(QStringLiteral("card"), card);
    t.insert(QStringLiteral("created"), ago(minutes * 60));
    t.insert(QStringLiteral("changed"), ago(minutes * 60 - 4));
    return t;
}

QJsonObject line(const char* key, const char* label, const char* value, bool emphasis = false) {
    return {{QStringLiteral("key"), QLatin1String(key)},
            {QStringLiteral("label"), QLatin1String(label)},
            {QStringLiteral("value"), QString::fromUtf8(value)},
            {QStringLiteral("emphasis"), emphasis}};
}

}  // namespace

QJsonObject status() {
    const QJsonObject reader{
        {QStringLiteral("name"), QStringLiteral("Tap & Pay Virtual Reader 00 00")},
        {QStringLiteral("cardPresent"), false},
        {QStringLiteral("cardMute"), false},
        {QStringLiteral("inUseElsewhere"), false}};
    return {
        {QStringLiteral("version"), QStringLiteral("0.1.0")},
        {QStringLiteral("terminalId"), QStringLiteral("10000001")},
        {QStringLiteral("merchantId"), QStringLiteral("898310054110001")},
        {QStringLiteral("merchantName"), QStringLiteral("Corner Shop")},
        {QStringLiteral("operatorId"), QStringLiteral("01")},
        {QStringLiteral("currency"), QStringLiteral("CNY")},
        {QStringLiteral("currencyExponent"), 2},
        {QStringLiteral("batch"), QStringLiteral("000127")},
        {QStringLiteral("pendingCount"), 0},
        {QStringLiteral("running"), QJsonValue()},
        {QStringLiteral("chip"), QJsonObject{{QStringLiteral("form"), QStringLiteral("software")}}},
        {QStringLiteral("reader"), QJsonObject{{QStringLiteral("serviceRunning"), true},
                                               {QStringLiteral("readers"), QJsonArray{reader}}}},
        {QStringLiteral("backEnd"),
         QJsonObject{{QStringLiteral("reachable"), true}, {QStringLiteral("roundTripMs"), 38}}},
        {QStringLiteral("standing"), QJsonValue()},
        {QStringLiteral("trouble"), QJsonValue()}};
}

QJsonObject transaction(const QString& state, const QString& stage, int lights) {
    const bool open = state == QLatin1String("intended") || state == QLatin1String("card_read");
    const bool approved = state == QLatin1String("approved");
    const QJsonObject card{{QStringLiteral("pan"), QStringLiteral("622848*********8901")},
                           {QStringLiteral("panSequence"), QStringLiteral("01")},
                           {QStringLiteral("label"), QStringLiteral("UnionPay Debit")},
                           {QStringLiteral("aid"), QStringLiteral("A000000333010101")}};
    return {{QStringLiteral("id"), kId},
            {QStringLiteral("kind"), QStringLiteral("sale")},
            {QStringLiteral("amount"), QStringLiteral("128.60")},
            {QStringLiteral("currency"), QStringLiteral("CNY")},
            {QStringLiteral("note"), QString()},
            {QStringLiteral("state"), state},
            {QStringLiteral("stage"), stage},
            {QStringLiteral("lights"), lights},
            {QStringLiteral("canCancel"), open},
            {QStringLiteral("canUndo"), approved},
            {QStringLiteral("canResume"), state == QLatin1String("card_in_doubt")},
            {QStringLiteral("failure"), QJsonValue()},
            {QStringLiteral("interface"),
             state == QLatin1String("intended") ? QString() : QStringLiteral("contact")},
            {QStringLiteral("acceptsTap"), true},
            {QStringLiteral("acceptsInsert"), true},
            {QStringLiteral("cardBalance"), QJsonValue()},
            {QStringLiteral("pin"), QJsonValue()},
            {QStringLiteral("applications"), QJsonArray()},
            {QStringLiteral("deadline"), QJsonValue()},
            {QStringLiteral("undoAttempts"), 0},
            {QStringLiteral("nextAttempt"), QJsonValue()},
            {QStringLiteral("card"), open ? QJsonValue() : QJsonValue(card)},
            {QStringLiteral("authCode"), approved ? QStringLiteral("203817") : QString()},
            {QStringLiteral("reference"), approved ? QStringLiteral("832615000412") : QString()},
            {QStringLiteral("stan"), open ? QString() : QStringLiteral("000412")},
            {QStringLiteral("batch"), QStringLiteral("000127")},
            {QStringLiteral("issuerName"), approved ? QStringLiteral("Test Bank") : QString()},
            {QStringLiteral("cvm"), approved ? QStringLiteral("online_pin") : QString()},
            {QStringLiteral("signatureNeeded"), false},
            {QStringLiteral("created"), ago(9)},
            {QStringLiteral("changed"), ago(3)}};
}

QJsonObject withFailure(QJsonObject transaction, const char* failure) {
    const auto code = failureByName(failure);
    const FailureText& words = describe(code.value_or(FailureCode::Internal));
    transaction.insert(QStringLiteral("failure"),
                       QJsonObject{{QStringLiteral("code"), text(words.name)},
                                   {QStringLiteral("happened"), text(words.happened)},
                                   {QStringLiteral("remedy"), text(words.remedy)}});
    return transaction;
}

QJsonObject withPin(QJsonObject transaction, int digits, int triesLeft) {
    transaction.insert(QStringLiteral("pin"),
                       QJsonObject{{QStringLiteral("digits"), digits},
                                   {QStringLiteral("onReader"), false},
                                   {QStringLiteral("bypassAllowed"), false},
                                   {QStringLiteral("wrongBefore"), triesLeft > 0},
                                   {QStringLiteral("triesLeft"),
                                    triesLeft > 0 ? QJsonValue(triesLeft) : QJsonValue()}});
    return transaction;
}

QJsonObject tapped(QJsonObject transaction) {
    transaction.insert(QStringLiteral("interface"), QStringLiteral("contactless"));
    return transaction;
}

QJsonObject paidByCard(QJsonObject transaction) {
    transaction.insert(QStringLiteral("cardBalance"), QStringLiteral("71.40"));
    transaction.insert(QStringLiteral("authCode"), QString());
    transaction.insert(QStringLiteral("cvm"), QStringLiteral("none"));
    return tapped(transaction);
}

QJsonObject onReader(QJsonObject transaction) {
    QJsonObject pin = transaction.value(QLatin1String("pin")).toObject();
    pin.insert(QStringLiteral("onReader"), true);
    transaction.insert(QStringLiteral("pin"), pin);
    return transaction;
}

QJsonArray today() {
    return {entry(1, "1280.00", "unknown", "622848*********8901", 4),
            entry(2, "36.50", "approved", "621700*********3305", 11),
            entry(3, "218.00", "approved", "622155******0042", 23),
            entry(4, "99.00", "declined", "622848*********7710", 37),
            entry(5, "45.00", "undone", "621700*********3305", 51),
            entry(6, "560.00", "approved", "622848*********1126", 62)};
}

QJsonObject receipt() {
    return {
        {QStringLiteral("transactionId"), kId},
        {QStringLiteral("copy"), QStringLiteral("cardholder")},
        {QStringLiteral("reprint"), false},
        {QStringLiteral("final"), true},
        {QStringLiteral("signatureLine"), false},
        {QStringLiteral("lines"), QJsonArray{line("copy", "", "Cardholder copy"),
                                             line("merchant_name", "Merchant", "Corner Shop", true),
                                             line("merchant_id", "Merchant no.", "898310054110001"),
                                             line("terminal_id", "Terminal no.", "10000001"),
                                             line("operator", "Operator", "01"),
                                             line("issuer", "Issuer", "Test Bank"),
                                             line("card", "Card no.", "622848*********8901 /I"),
                                             line("type", "Type", "Sale"),
                                             line("batch", "Batch", "000127"),
                                             line("voucher", "Voucher no.", "000412"),
                                             line("auth_code", "Authorisation code", "203817"),
                                             line("reference", "Reference no.", "832615000412"),
                                             line("time", "Date and time", "2026-11-22 14:32:07"),
                                             line("amount", "Amount", "CNY 128.60", true),
                                             line("result", "Result", "Approved", true),
                                             line("aid", "AID", "A000000333010101"),
                                             line("tc", "TC", "8E3C29D4F01B77A5"),
                                             line("tvr", "TVR", "0080048000"),
                                             line("atc", "ATC", "001C"),
                                             line("cvm", "Cardholder check", "PIN")}}};
}

}  // namespace tappay::ui::recorded
