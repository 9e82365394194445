#include "agent/cardholder_methods.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>

#include "agent/cardholder_json.h"

namespace tappay::agent {

namespace {

using terminal::CardholderAccount;

Result<CardholderAccount*> accountOf(const Call& call) {
    if (call.around.cardholder == nullptr)
        return fail(FailureCode::NotEnrolled, "this application knows no cardholders");
    return call.around.cardholder;
}

// What is asked for has begun, and the answer shows it.
template <typename Intent>
Result<QJsonObject> begin(const Call& call, Intent intent) {
    TAPPAY_TRY(account, accountOf(call));
    TAPPAY_CHECK(intent(*account));
    return toJson(account->cardholder());
}

std::string idIn(const Call& call, const char* name) {
    return call.params.value(QLatin1String(name)).toString().toLower().toStdString();
}

Result<std::optional<Money>> limitIn(const Call& call, const char* name, const Currency& currency) {
    const auto given = call.params.find(QLatin1String(name));
    if (given == call.params.end()) return std::nullopt;
    TAPPAY_TRY(amount, parseMoney(given->toString().toStdString(), currency));
    return amount;
}

QJsonObject objectOf(const std::string& json) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

}  // namespace

QJsonValue cardholderJson(const Surroundings& around) {
    if (around.cardholder == nullptr) return QJsonValue::Null;
    return toJson(around.cardholder->cardholder());
}

Result<QJsonObject> getCardholder(const Call& call) {
    return begin(call, [](CardholderAccount&) { return Result<void>(); });
}

Result<QJsonObject> refreshCardholder(const Call& call) {
    return begin(call, [](CardholderAccount& it) { return it.refresh(); });
}

Result<QJsonObject> addCard(const Call& call) {
    return begin(call, [](CardholderAccount& it) { return it.addCard(); });
}

Result<QJsonObject> cancelCard(const Call& call) {
    return begin(call, [](CardholderAccount& it) { return it.cancel(); });
}

Result<QJsonObject> unbindCard(const Call& call) {
    return begin(call, [&](CardholderAccount& it) { return it.unbind(idIn(call, "card")); });
}

Result<QJsonObject> removeDevice(const Call& call) {
    return begin(call,
                 [&](CardholderAccount& it) { return it.removeDevice(idIn(call, "device")); });
}

Result<QJsonObject> setLimits(const Call& call) {
    const auto currency = call.around.terminal.status().currency;
    TAPPAY_TRY(payment, limitIn(call, "payment", currency));
    TAPPAY_TRY(day, limitIn(call, "day", currency));
    return begin(call,
                 [&](CardholderAccount& it) { return it.setLimits({payment, day, currency}); });
}

Result<QJsonObject> deleteCardholder(const Call& call) {
    return begin(call, [](CardholderAccount& it) { return it.forget(); });
}

// The data come on the account's thread, clients are answered on this one.
void exportCardholder(const Call& call) {
    const auto account = accountOf(call);
    if (!account) return call.respond(std::unexpected(account.error()));
    (*account)->exportData([respond = call.respond](Result<std::string> data) {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [respond, data = std::move(data)] {
                if (!data) return respond(std::unexpected(data.error()));
                respond(QJsonObject{{"data", objectOf(*data)}});
            },
            Qt::QueuedConnection);
    });
}

}  // namespace tappay::agent
