#include "simulator/network/totals.h"

#include <QJsonArray>
#include <map>
#include <tuple>

namespace tappay::simulator::network {

namespace {

struct Sum {
    Currency currency;
    std::string shown;  // masked PAN or terminal
    std::int64_t debits = 0, reversals = 0, refunds = 0;
    std::int64_t credits = 0;  // from other accounts
};
// Account or terminal, and currency.
using Sums = std::map<std::pair<std::string, std::uint16_t>, Sum>;

QString text(std::string_view value) {
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

void add(Sums& sums, const std::string& id, const std::string& shown, const Entry& entry) {
    const bool debited = entry.state == EntryState::Approved || entry.state == EntryState::Reversed;
    if (!debited) return;
    Sum& sum = sums[{id, entry.amount.currency.numeric}];
    sum.currency = entry.amount.currency;
    sum.shown = shown;
    if (!entry.originalStan.empty()) {
        sum.refunds += entry.amount.minor;
        return;
    }
    sum.debits += entry.amount.minor;
    if (entry.state == EntryState::Reversed) sum.reversals += entry.amount.minor;
}

void addCredit(Sums& sums, const Entry& entry) {
    if (entry.payee.empty() || entry.state != EntryState::Approved) return;
    Sum& sum = sums[{entry.payee, entry.amount.currency.numeric}];
    sum.currency = entry.amount.currency;
    sum.shown = entry.payeePan;
    sum.credits += entry.amount.minor;
}

QJsonArray toArray(const Sums& sums, const QString& name) {
    QJsonArray array;
    for (const auto& [id, sum] : sums) {
        const auto money = [&sum](std::int64_t minor) {
            return text(formatMoney({minor, sum.currency}));
        };
        array.append(QJsonObject{{name, text(sum.shown)},
                                 {"currency", QString::fromLatin1(sum.currency.alpha)},
                                 {"debits", money(sum.debits)},
                                 {"reversals", money(sum.reversals)},
                                 {"refunds", money(sum.refunds)},
                                 {"net", money(sum.debits - sum.reversals - sum.refunds)},
                                 {"credits", money(sum.credits)}});
    }
    return array;
}

QJsonObject toObject(const Entry& entry) {
    return {{"terminalId", text(entry.key.terminalId)},
            {"merchantId", text(entry.key.merchantId)},
            {"batch", text(entry.key.batch)},
            {"stan", text(entry.key.stan)},
            {"pan", text(entry.maskedPan)},
            {"amount", text(formatMoney(entry.amount))},
            {"currency", QString::fromLatin1(entry.amount.currency.alpha)},
            {"responseCode", text(entry.responseCode)},
            {"authCode", text(entry.authCode)},
            {"reference", text(entry.reference)},
            {"time", text(entry.time)},
            {"state", text(nameOf(entry.state))},
            {"reversalReason", text(entry.reversalReason)},
            {"refundOf", text(entry.originalStan)},
            {"payee", text(entry.payeePan)}};
}

QString row(const QJsonObject& object, std::initializer_list<const char*> names) {
    QStringList cells;
    for (const char* name : names) {
        const QString value = object.value(QLatin1String(name)).toString();
        cells += value.isEmpty() ? QString("-") : value;
    }
    return cells.join("  ") + '\n';
}

}  // namespace

QJsonObject totalsOf(const Ledger& ledger) {
    Sums accounts, terminals;
    QJsonArray entries;
    for (const Entry& entry : ledger.entries()) {
        add(accounts, entry.account, entry.maskedPan, entry);
        addCredit(accounts, entry);
        add(terminals, entry.key.terminalId, entry.key.terminalId, entry);
        entries.append(toObject(entry));
    }
    return {{"accounts", toArray(accounts, "pan")},
            {"terminals", toArray(terminals, "terminalId")},
            {"entries", entries}};
}

QString totalsText(const QJsonObject& totals) {
    QString lines = "account  currency  debits  reversals  refunds  net  credits\n";
    for (const QJsonValue& sum : totals.value("accounts").toArray())
        lines += row(sum.toObject(),
                     {"pan", "currency", "debits", "reversals", "refunds", "net", "credits"});
    lines += "terminal  currency  debits  reversals  refunds  net\n";
    for (const QJsonValue& sum : totals.value("terminals").toArray())
        lines += row(sum.toObject(),
                     {"terminalId", "currency", "debits", "reversals", "refunds", "net"});
    lines += "time  terminal  stan  pan  amount  currency  state  response  auth code  reference\n";
    for (const QJsonValue& entry : totals.value("entries").toArray())
        lines += row(entry.toObject(), {"time", "terminalId", "stan", "pan", "amount", "currency",
                                        "state", "responseCode", "authCode", "reference"});
    return lines;
}

}  // namespace tappay::simulator::network
