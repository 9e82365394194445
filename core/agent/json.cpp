#include "agent/json.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QTimeZone>

#include "chip/form_name.h"

namespace tappay::agent {

namespace {

using terminal::Stage;

QLatin1String nameOf(Stage stage) {
    switch (stage) {
        case Stage::Consent:
            return QLatin1String("consent");
        case Stage::PresentCard:
            return QLatin1String("present_card");
        case Stage::InsertCard:
            return QLatin1String("insert_card");
        case Stage::TapAgain:
            return QLatin1String("tap_again");
        case Stage::SeePhone:
            return QLatin1String("see_phone");
        case Stage::OneCardOnly:
            return QLatin1String("one_card_only");
        case Stage::KeepCard:
            return QLatin1String("keep_card");
        case Stage::CardRead:
            return QLatin1String("card_read");
        case Stage::ChooseApplication:
            return QLatin1String("choose_application");
        case Stage::EnterPin:
            return QLatin1String("enter_pin");
        case Stage::Authorising:
            return QLatin1String("authorising");
        case Stage::Completing:
            return QLatin1String("completing");
        case Stage::RemoveCard:
            return QLatin1String("remove_card");
        case Stage::Checking:
            return QLatin1String("checking");
        case Stage::Done:
            break;
    }
    return QLatin1String("done");
}

QJsonObject toJson(const terminal::PinPrompt& pin) {
    return {{"digits", pin.digits},
            {"onReader", pin.onReader},
            {"bypassAllowed", pin.bypassAllowed},
            {"wrongBefore", pin.wrongBefore},
            {"triesLeft", orNull(pin.triesLeft, [](int tries) { return tries; })}};
}

QJsonObject toJson(const terminal::OrderFacts& order) {
    QJsonArray items;
    for (const protocol::OrderItem& item : order.items)
        items.append(QJsonObject{{"name", text(item.name)},
                                 {"quantity", static_cast<qint64>(item.quantity)},
                                 {"amount", text(formatMoney(item.amount))}});
    return {{"id", text(order.id)},
            {"shop", text(order.shop)},
            {"origin", text(order.origin)},
            {"reference", text(order.reference)},
            {"items", items},
            {"expires", timeText(order.expires)}};
}

QJsonObject toJson(const card::Snapshot& snapshot) {
    QJsonArray readers;
    for (const card::ReaderState& reader : snapshot.readers)
        readers.append(QJsonObject{{"name", text(reader.name)},
                                   {"cardPresent", reader.cardPresent},
                                   {"cardMute", reader.cardMute},
                                   {"inUseElsewhere", reader.inUseElsewhere}});
    return {{"serviceRunning", snapshot.serviceRunning}, {"readers", readers}};
}

QJsonObject toJson(const link::LinkState& state) {
    return {{"reachable", state.reachable},
            {"roundTripMs", orNull(state.roundTrip, [](std::chrono::milliseconds time) {
                 return static_cast<qint64>(time.count());
             })}};
}

}  // namespace

QJsonValue failureOrNull(const std::optional<Failure>& failure) {
    return orNull(failure, [](const Failure& it) { return toJson(it); });
}

QString text(std::string_view utf8) {
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString timeText(std::chrono::system_clock::time_point at) {
    const auto since =
        std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(since, Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonObject toJson(const Failure& failure) {
    const FailureText& words = describe(failure.code);
    return {{"code", text(words.name)},
            {"happened", text(words.happened)},
            {"remedy", text(words.remedy)}};
}

QJsonObject failureData(const Failure& failure) {
    QJsonObject data = toJson(failure);
    data.insert("detail", text(redact(failure.detail)));
    return data;
}

QJsonObject toJson(const terminal::Status& status) {
    return {{"version", text(status.version)},
            {"terminalId", text(status.terminalId)},
            {"merchantId", text(status.merchantId)},
            {"merchantName", text(status.merchantName)},
            {"operatorId", text(status.operatorId)},
            {"currency", QLatin1String(status.currency.alpha)},
            {"currencyExponent", status.currency.exponent},
            {"batch", text(status.batch)},
            {"pendingCount", status.pendingCount},
            {"running", orNull(status.running, [](const std::string& id) { return text(id); })},
            {"chip", QJsonObject{{"form", chip::nameOf(status.chip)}}},
            {"reader", toJson(status.readers)},
            {"backEnd", toJson(status.backEnd)},
            {"standing", failureOrNull(status.standing)},
            {"trouble", failureOrNull(status.trouble)}};
}

QJsonObject toJson(const terminal::TransactionSnapshot& it) {
    QJsonArray applications;
    for (const std::string& application : it.applications)
        applications.append(text(application));
    return {{"id", text(it.id)},
            {"kind", text(it.kind)},
            {"amount", text(formatMoney(it.amount))},
            {"currency", QLatin1String(it.amount.currency.alpha)},
            {"note", text(it.note)},
            {"state", text(terminal::nameOf(it.state))},
            {"stage", nameOf(it.stage)},
            {"lights", it.lights},
            {"canCancel", it.canCancel},
            {"canUndo", it.canUndo},
            {"canResume", it.canResume},
            {"failure", failureOrNull(it.failure)},
            {"order",
             orNull(it.order, [](const terminal::OrderFacts& order) { return toJson(order); })},
            {"responseCode", text(it.responseCode)},
            {"interface", text(it.interface)},
            {"acceptsTap", it.acceptsTap},
            {"acceptsInsert", it.acceptsInsert},
            {"cardBalance",
             orNull(it.cardBalance, [](const Money& left) { return text(formatMoney(left)); })},
            {"pin", orNull(it.pin, [](const terminal::PinPrompt& pin) { return toJson(pin); })},
            {"applications", applications},
            {"applicationRefused", it.applicationRefused},
            {"deadline", orNull(it.deadline, timeText)},
            {"undoAttempts", it.undoAttempts},
            {"nextAttempt", orNull(it.nextAttempt, timeText)},
            {"card", QJsonObject{{"pan", text(it.maskedPan)},
                                 {"panSequence", text(it.panSequence)},
                                 {"label", text(it.cardLabel)},
                                 {"aid", text(it.aid)}}},
            {"authCode", text(it.authCode)},
            {"reference", text(it.reference)},
            {"stan", text(it.stan)},
            {"batch", text(it.batch)},
            {"issuerName", text(it.issuerName)},
            {"acquirerId", text(it.acquirerId)},
            {"cvm", text(it.cvm)},
            {"signatureNeeded", it.signatureNeeded},
            {"emv", QJsonObject{{"tvr", text(it.tvr)},
                                {"tsi", text(it.tsi)},
                                {"cryptogram", text(it.cryptogram)},
                                {"atc", text(it.atc)}}},
            {"risk", text(it.risk)},
            {"terminalId", text(it.terminalId)},
            {"merchantId", text(it.merchantId)},
            {"created", timeText(it.created)},
            {"changed", timeText(it.changed)}};
}

QJsonObject toJson(const terminal::Receipt& receipt) {
    QJsonArray lines;
    for (const terminal::ReceiptLine& line : receipt.lines)
        lines.append(QJsonObject{{"key", text(line.key)},
                                 {"label", text(line.label)},
                                 {"value", text(line.value)},
                                 {"emphasis", line.emphasis}});
    return {{"transactionId", text(receipt.transactionId)},
            {"copy", receipt.copy == terminal::Copy::Merchant ? "merchant" : "cardholder"},
            {"reprint", receipt.reprint},
            {"final", receipt.final},
            {"signatureLine", receipt.signatureLine},
            {"lines", lines}};
}

}  // namespace tappay::agent
