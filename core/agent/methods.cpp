#include "agent/methods.h"

#include <QtCore/QJsonArray>
#include <algorithm>
#include <array>

#include "agent/cardholder_methods.h"
#include "agent/checkout_methods.h"
#include "agent/confirm_methods.h"
#include "agent/json.h"
#include "agent/management_desk.h"
#include "agent/phone_methods.h"
#include "agent/security_methods.h"
#include "agent/trace_json.h"

namespace tappay::agent {

namespace {

using Kind = Parameter::Kind;
using terminal::PinKey;

constexpr int kMostTransactions = 500;
constexpr int kUsualTransactions = 100;
constexpr int kUsualLogLines = 100;

constexpr Parameter kId{"id", Kind::Id};
constexpr std::array kOnlyId{kId};
constexpr std::array kSale{Parameter{"amount", Kind::Word},
                           Parameter{.name = "currency", .kind = Kind::Word, .required = false},
                           Parameter{.name = "note", .kind = Kind::Note, .required = false},
                           Parameter{.name = "id", .kind = Kind::Id, .required = false}};
constexpr std::array kKey{kId, Parameter{.name = "key",
                                         .kind = Kind::Choice,
                                         .choices = "0 1 2 3 4 5 6 7 8 9 clear back enter"}};
constexpr std::array kIndex{kId, Parameter{.name = "index", .kind = Kind::Integer, .most = 63}};
constexpr std::array kLimit{Parameter{.name = "limit",
                                      .kind = Kind::Integer,
                                      .required = false,
                                      .least = 1,
                                      .most = kMostTransactions}};
constexpr std::array kCopy{
    kId, Parameter{.name = "copy", .kind = Kind::Choice, .choices = "merchant cardholder"}};
constexpr std::array kCode{Parameter{"code", Kind::Word}};
constexpr std::array kCard{Parameter{"card", Kind::Id}};
constexpr std::array kDevice{Parameter{"device", Kind::Id}};
constexpr std::array kLimits{Parameter{.name = "payment", .kind = Kind::Word, .required = false},
                             Parameter{.name = "day", .kind = Kind::Word, .required = false}};
constexpr int kLongestOrigin = 255, kLongestBody = 48 * 1024, kMostCalls = 1'000'000;
constexpr std::array kVersions{Parameter{"host", Kind::Word}, Parameter{"plugin", Kind::Word}};
constexpr std::array kOrder{
    Parameter{
        .name = "order", .kind = Kind::Text, .most = static_cast<int>(protocol::kLongestOrder)},
    Parameter{.name = "origin", .kind = Kind::Text, .most = kLongestOrigin}};
constexpr std::array kAnswer{
    kId, Parameter{.name = "number", .kind = Kind::Integer, .least = 1, .most = kMostCalls},
    Parameter{.name = "status", .kind = Kind::Integer, .least = 0, .most = 999},
    Parameter{.name = "body", .kind = Kind::Text, .most = kLongestBody}};
constexpr std::array kCommand{
    Parameter{.name = "command",
              .kind = Kind::Text,
              .most = static_cast<int>(protocol::kLongestManagementCommand)}};
constexpr Parameter kFor{
    .name = "for", .kind = Kind::Choice, .required = false, .choices = "cardholder shop"};
constexpr Parameter kPhone{"phone", Kind::Id};
constexpr std::array kOnlyFor{kFor};
constexpr std::array kForPhone{kFor, kPhone};
constexpr std::array kForPhoneName{kFor, kPhone, Parameter{"name", Kind::Note}};
constexpr std::array kForDevice{kFor, Parameter{"device", Kind::Id}};
constexpr std::array kConfirmation{
    kId,
    Parameter{.name = "wish", .kind = Kind::Choice, .choices = "order transfer refund"},
    Parameter{.name = "order", .kind = Kind::Id, .required = false},
    Parameter{.name = "card", .kind = Kind::Id, .required = false},
    Parameter{.name = "amount", .kind = Kind::Word, .required = false},
    Parameter{.name = "payeeAccount", .kind = Kind::Word, .required = false},
    Parameter{.name = "payeeName", .kind = Kind::Note, .required = false},
    Parameter{.name = "purpose", .kind = Kind::Note, .required = false}};
constexpr std::array kOrderId{Parameter{"order", Kind::Id}};
constexpr std::array kLines{Parameter{.name = "lines",
                                      .kind = Kind::Integer,
                                      .required = false,
                                      .least = 1,
                                      .most = static_cast<int>(LogTail::kLines)}};

std::string textOf(const Call& call, const char* name) {
    return call.params.value(QLatin1String(name)).toString().toStdString();
}

// Ids are compared as text below this floor: one spelling, or a repeated sale would be a new one.
std::string idOf(const Call& call) {
    return call.params.value(QLatin1String("id")).toString().toLower().toStdString();
}

Result<QJsonObject> transactionById(const Call& call, const std::string& id) {
    TAPPAY_TRY(transaction, call.around.terminal.transaction(id));
    return toJson(transaction);
}

// The result of a method that has nothing to tell.
Result<QJsonObject> nothing(Result<void> done) {
    if (!done) return std::unexpected(std::move(done).error());
    return QJsonObject{};
}

Result<QJsonObject> startSale(const Call& call) {
    const auto status = call.around.terminal.status();
    Currency currency = status.currency;
    // Before there are parameters there is no currency to read an amount in.
    if (currency.numeric == 0 && status.standing) return std::unexpected(*status.standing);
    if (call.params.contains(QLatin1String("currency"))) {
        TAPPAY_TRY(asked, currencyByAlpha(textOf(call, "currency")));
        currency = asked;
    }
    TAPPAY_TRY(amount, parseMoney(textOf(call, "amount"), currency));
    std::optional<std::string> wanted;
    if (call.params.contains(QLatin1String("id"))) wanted = idOf(call);
    TAPPAY_TRY(id, call.around.terminal.startSale(amount, textOf(call, "note"), wanted));
    return transactionById(call, id);
}

PinKey pinKeyByName(const std::string& name) {
    if (name == "clear") return PinKey::Clear;
    if (name == "back") return PinKey::Back;
    if (name == "enter") return PinKey::Enter;
    return static_cast<PinKey>(static_cast<int>(PinKey::D0) + (name.front() - '0'));
}

bool sameDay(const LocalTime& a, const LocalTime& b) {
    return a.year == b.year && a.month == b.month && a.day == b.day;
}

Result<QJsonObject> listTransactions(const Call& call, int limit, bool onlyToday) {
    TAPPAY_TRY(transactions, call.around.terminal.transactions(limit));
    const LocalTime today = localTime(call.around.clock.now());
    QJsonArray list;
    for (const terminal::TransactionSnapshot& it : transactions)
        if (!onlyToday || !isFinal(it.state) || sameDay(localTime(it.created), today))
            list.append(toJson(it));
    return QJsonObject{{"transactions", list}};
}

Result<QJsonObject> subscribe(const Call& call) {
    TAPPAY_TRY(result, listTransactions(call, kMostTransactions, true));
    result.insert("status", toJson(call.around.terminal.status()));
    if (call.scope == Scope::Operator) {
        result.insert("security", call.around.security == nullptr
                                      ? QJsonValue(QJsonValue::Null)
                                      : QJsonValue(securityJson(call.around)));
        result.insert("cardholder", cardholderJson(call.around));
        result.insert("phones", phonesJson(call.around));
        result.insert("devices", devicesJson(call.around));
        result.insert("confirmations", confirmationsJson(call.around));
    }
    call.subscribe();
    return result;
}

void readCard(const Call& call) {
    call.around.cardReading.start([respond = call.respond](Result<CardReading::Facts> facts) {
        if (!facts) return respond(std::unexpected(std::move(facts).error()));
        QJsonArray list;
        for (const auto& [name, value] : *facts)
            list.append(QJsonObject{{"name", text(name)}, {"value", text(value)}});
        respond(QJsonObject{{"facts", list}});
    });
}

Result<QJsonObject> cancelReading(const Call& call) {
    call.around.cardReading.cancel();
    return QJsonObject{};
}

Result<QJsonObject> logTail(const Call& call) {
    const int count = call.params.value(QLatin1String("lines")).toInt(kUsualLogLines);
    QJsonArray lines;
    for (const std::string& line : call.around.logTail.newest(static_cast<std::size_t>(count)))
        lines.append(text(line));
    return QJsonObject{{"lines", lines}};
}

// Most methods answer at once.
template <Result<QJsonObject> (*method)(const Call&)>
void atOnce(const Call& call) {
    call.respond(method(call));
}

Result<QJsonObject> status(const Call& call) {
    return toJson(call.around.terminal.status());
}

Result<QJsonObject> cancelSale(const Call& call) {
    TAPPAY_CHECK(call.around.terminal.cancel(idOf(call)));
    return transactionById(call, idOf(call));
}

Result<QJsonObject> resumeSale(const Call& call) {
    TAPPAY_CHECK(call.around.terminal.resume(idOf(call)));
    return transactionById(call, idOf(call));
}

Result<QJsonObject> giveUpSale(const Call& call) {
    TAPPAY_CHECK(call.around.terminal.giveUp(idOf(call)));
    return transactionById(call, idOf(call));
}

Result<QJsonObject> pinKey(const Call& call) {
    return nothing(call.around.terminal.pinKey(idOf(call), pinKeyByName(textOf(call, "key"))));
}

Result<QJsonObject> bypassPin(const Call& call) {
    return nothing(call.around.terminal.bypassPin(idOf(call)));
}

Result<QJsonObject> chooseApplication(const Call& call) {
    const auto index = static_cast<std::size_t>(call.params.value(QLatin1String("index")).toInt());
    return nothing(call.around.terminal.chooseApplication(idOf(call), index));
}

Result<QJsonObject> list(const Call& call) {
    return listTransactions(
        call, call.params.value(QLatin1String("limit")).toInt(kUsualTransactions), false);
}

Result<QJsonObject> get(const Call& call) {
    return transactionById(call, idOf(call));
}

Result<QJsonObject> undo(const Call& call) {
    TAPPAY_CHECK(call.around.terminal.undo(idOf(call)));
    return transactionById(call, idOf(call));
}

Result<QJsonObject> check(const Call& call) {
    call.around.terminal.checkNow();
    return QJsonObject{};
}

Result<QJsonObject> receipt(const Call& call) {
    const auto copy =
        textOf(call, "copy") == "merchant" ? terminal::Copy::Merchant : terminal::Copy::Cardholder;
    TAPPAY_TRY(receipt, call.around.terminal.receipt(idOf(call), copy));
    return toJson(receipt);
}

Result<QJsonObject> trace(const Call& call) {
    TAPPAY_TRY(kept, call.around.terminal.trace(idOf(call)));
    return traceToJson(idOf(call), kept);
}

constexpr std::array kMethods{
    Method{"app.status", Scope::Till, {}, atOnce<status>},
    Method{"app.subscribe", Scope::Till, {}, atOnce<subscribe>},
    Method{"sale.start", Scope::Till, kSale, atOnce<startSale>},
    Method{"sale.cancel", Scope::Till, kOnlyId, atOnce<cancelSale>},
    Method{"sale.resume", Scope::Operator, kOnlyId, atOnce<resumeSale>},
    Method{"sale.giveup", Scope::Operator, kOnlyId, atOnce<giveUpSale>},
    Method{"pin.key", Scope::Operator, kKey, atOnce<pinKey>},
    Method{"pin.bypass", Scope::Operator, kOnlyId, atOnce<bypassPin>},
    Method{"application.choose", Scope::Operator, kIndex, atOnce<chooseApplication>},
    Method{"transaction.list", Scope::Till, kLimit, atOnce<list>},
    Method{"transaction.get", Scope::Till, kOnlyId, atOnce<get>},
    Method{"transaction.trace", Scope::Operator, kOnlyId, atOnce<trace>},
    Method{"transaction.undo", Scope::Operator, kOnlyId, atOnce<undo>},
    Method{"transaction.check", Scope::Operator, {}, atOnce<check>},
    Method{"receipt.get", Scope::Till, kCopy, atOnce<receipt>},
    Method{"security.get", Scope::Operator, {}, atOnce<getSecurity>},
    Method{"terminal.enrol", Scope::Operator, kCode, atOnce<enrol>},
    Method{"terminal.signOn", Scope::Operator, {}, atOnce<signOn>},
    Method{"keys.renew", Scope::Operator, {}, atOnce<renewKeys>},
    Method{"card.read", Scope::Operator, {}, readCard},
    Method{"card.cancel", Scope::Operator, {}, atOnce<cancelReading>},
    Method{"log.tail", Scope::Operator, kLines, atOnce<logTail>},
    Method{"checkout.ready", Scope::Browser, kVersions, atOnce<checkoutReady>},
    Method{"checkout.start", Scope::Browser, kOrder, atOnce<startCheckout>},
    Method{"checkout.cancel", Scope::Browser, kOnlyId, atOnce<cancelCheckout>},
    Method{"checkout.answer", Scope::Browser, kAnswer, atOnce<answerCheckout>},
    Method{"checkout.open", Scope::Operator, kOrderId, openCheckout},
    Method{"checkout.accept", Scope::Operator, kOnlyId, atOnce<acceptCheckout>},
    Method{"management.run", Scope::Browser, kCommand, runManagement},
    Method{"cardholder.get", Scope::Operator, {}, atOnce<getCardholder>},
    Method{"cardholder.refresh", Scope::Operator, {}, atOnce<refreshCardholder>},
    Method{"cardholder.addCard", Scope::Operator, {}, atOnce<addCard>},
    Method{"cardholder.cancel", Scope::Operator, {}, atOnce<cancelCard>},
    Method{"cardholder.unbind", Scope::Operator, kCard, atOnce<unbindCard>},
    Method{"cardholder.removeDevice", Scope::Operator, kDevice, atOnce<removeDevice>},
    Method{"cardholder.limits", Scope::Operator, kLimits, atOnce<setLimits>},
    Method{"cardholder.export", Scope::Operator, {}, exportCardholder},
    Method{"cardholder.delete", Scope::Operator, {}, atOnce<deleteCardholder>},
    Method{"phone.get", Scope::Operator, kOnlyFor, atOnce<getPhones>},
    Method{"phone.refresh", Scope::Operator, kOnlyFor, atOnce<refreshPhones>},
    Method{"phone.pair", Scope::Operator, kOnlyFor, atOnce<pairPhone>},
    Method{"phone.accept", Scope::Operator, {}, atOnce<acceptPhone>},
    Method{"phone.refuse", Scope::Operator, {}, atOnce<refusePhone>},
    Method{"phone.close", Scope::Operator, {}, atOnce<closePairing>},
    Method{"phone.rename", Scope::Operator, kForPhoneName, atOnce<renamePhone>},
    Method{"phone.revoke", Scope::Operator, kForPhone, atOnce<revokePhone>},
    Method{"device.get", Scope::Operator, kOnlyFor, atOnce<getDevices>},
    Method{"device.refresh", Scope::Operator, kOnlyFor, atOnce<refreshDevices>},
    Method{"device.accept", Scope::Operator, kForDevice, atOnce<acceptDevice>},
    Method{"device.revoke", Scope::Operator, kForDevice, atOnce<revokeDevice>},
    Method{"confirm.start", Scope::Operator, kConfirmation, atOnce<startConfirmation>},
    Method{"confirm.get", Scope::Operator, kOnlyId, atOnce<getConfirmation>},
    Method{"confirm.list", Scope::Operator, kLimit, atOnce<listConfirmations>},
    Method{"confirm.withdraw", Scope::Operator, kOnlyId, atOnce<withdrawConfirmation>},
};

}  // namespace

std::span<const Method> allMethods() {
    return kMethods;
}

const Method* findMethod(const QString& name) {
    const auto* const found = std::ranges::find_if(
        kMethods, [&](const Method& method) { return name == QLatin1String(method.name); });
    return found == kMethods.end() ? nullptr : found;
}

}  // namespace tappay::agent
