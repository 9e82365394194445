#include "models/transactions_model.h"

#include <QJsonArray>
#include <algorithm>

#include "base/money.h"
#include "models/amount_text.h"

namespace tappay::ui {

namespace {

bool before(const Transaction& a, const Transaction& b) {
    if (a.pending() != b.pending()) return a.pending();
    return a.created > b.created;
}

}  // namespace

TransactionsModel::TransactionsModel(Session& session, Kind kind, QObject* parent)
    : QAbstractListModel(parent), m_session(session), m_kind(kind) {
    connect(&session, &Session::listReceived, this, &TransactionsModel::replace);
    connect(&session, &Session::transactionChanged, this, &TransactionsModel::put);
}

int TransactionsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant TransactionsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || role != EntryRole) return {};
    return QVariant::fromValue(m_shown.at(index.row()));
}

QHash<int, QByteArray> TransactionsModel::roleNames() const {
    return {{EntryRole, "entry"}};
}

Transaction TransactionsModel::byId(const QString& id) const {
    const auto found = std::ranges::find(m_all, id, &Transaction::id);
    return found == m_all.end() ? Transaction() : *found;
}

QString TransactionsModel::idAt(int row) const {
    return row >= 0 && row < m_shown.size() ? m_shown.at(row).id : QString();
}

QString TransactionsModel::total() const {
    if (m_all.isEmpty()) return {};
    const QString code = m_all.constFirst().currency;
    const auto currency = currencyByAlpha(code.toStdString());
    if (!currency) return {};
    Money sum{0, *currency};
    for (const Transaction& transaction : m_all) {
        if (!transaction.taken() || transaction.currency != code) continue;
        if (const auto amount = parseMoney(transaction.amount.toStdString(), *currency))
            sum.minor += amount->minor;
    }
    return currencySign(code) + grouped(QString::fromStdString(formatMoney(sum)));
}

int TransactionsModel::pendingCount() const {
    return static_cast<int>(std::ranges::count_if(m_all, &Transaction::pending));
}

void TransactionsModel::setFilter(const QString& filter) {
    if (m_filter == filter) return;
    m_filter = filter.trimmed();
    rebuild();
}

void TransactionsModel::loadAll() {
    constexpr int kMost = 500;
    m_session.call(QStringLiteral("transaction.list"), {{QStringLiteral("limit"), kMost}},
                   [this](const agent::Reply& reply) {
                       if (!reply.ok()) return;
                       QList<Transaction> list;
                       for (const QJsonValue& entry :
                            reply.result.value(QLatin1String("transactions")).toArray())
                           list.append(Transaction::fromJson(entry.toObject()));
                       replace(list);
                   });
}

void TransactionsModel::replace(const QList<Transaction>& list) {
    m_all.clear();
    std::ranges::copy_if(list, std::back_inserter(m_all),
                         [this](const Transaction& t) { return isOurs(t); });
    rebuild();
}

void TransactionsModel::put(const Transaction& transaction) {
    if (!isOurs(transaction)) return;
    const auto found = std::ranges::find(m_all, transaction.id, &Transaction::id);
    if (found == m_all.end())
        m_all.prepend(transaction);
    else
        *found = transaction;
    rebuild();
}

// A day's list is short, so one reset is simpler than moving rows; but a row that only changes in
// its place is told as such, so that the selection and the focus stay.
void TransactionsModel::rebuild() {
    std::ranges::stable_sort(m_all, before);
    QList<Transaction> shown;
    std::ranges::copy_if(m_all, std::back_inserter(shown),
                         [this](const Transaction& t) { return matches(t); });
    const bool samePlaces =
        std::ranges::equal(shown, m_shown, {}, &Transaction::id, &Transaction::id);
    if (samePlaces) {
        m_shown = shown;
        if (!m_shown.isEmpty())
            Q_EMIT dataChanged(index(0), index(static_cast<int>(m_shown.size()) - 1), {EntryRole});
    } else {
        beginResetModel();
        m_shown = shown;
        endResetModel();
    }
    Q_EMIT changed();
}

bool TransactionsModel::isOurs(const Transaction& t) const {
    return t.purchase() == (m_kind == Kind::Purchases);
}

bool TransactionsModel::matches(const Transaction& t) const {
    if (m_filter.isEmpty()) return true;
    const QString wanted = m_filter;
    return t.amount.startsWith(wanted) || t.figures().startsWith(wanted) ||
           t.pan.endsWith(wanted) || t.stan.endsWith(wanted) ||
           t.authCode.startsWith(wanted, Qt::CaseInsensitive) ||
           t.note.contains(wanted, Qt::CaseInsensitive) ||
           t.order.shop.contains(wanted, Qt::CaseInsensitive) ||
           t.order.reference.contains(wanted, Qt::CaseInsensitive);
}

}  // namespace tappay::ui
