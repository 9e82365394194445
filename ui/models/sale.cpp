#include "models/sale.h"

#include <QHash>
#include <QRandomGenerator>
#include <algorithm>

#include "base/clock.h"
#include "base/uuid.h"

namespace tappay::ui {

namespace {

// The operating system's generator, for the identifier of an intent to pay.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override {
        QRandomGenerator::system()->generate(bytes.begin(), bytes.end());
    }
};

QString newIntent() {
    SystemRandom random;
    return QString::fromStdString(makeUuidV7(SystemClock(), random));
}

int secondsUntil(const QDateTime& at) {
    if (!at.isValid()) return -1;
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(at);
    return static_cast<int>(std::max<qint64>(0, (left + 999) / 1000));
}

Sale::Screen screenOfStage(const QString& stage) {
    static const QHash<QString, Sale::Screen> kScreens{
        {QStringLiteral("present_card"), Sale::PresentCard},
        {QStringLiteral("keep_card"), Sale::KeepCard},
        {QStringLiteral("choose_application"), Sale::ChooseApplication},
        {QStringLiteral("enter_pin"), Sale::EnterPin},
        {QStringLiteral("authorising"), Sale::Authorising},
        {QStringLiteral("completing"), Sale::Completing},
        {QStringLiteral("remove_card"), Sale::RemoveCard},
        {QStringLiteral("checking"), Sale::NotKnown},
    };
    return kScreens.value(stage, Sale::KeepCard);
}

}  // namespace

Sale::Sale(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    m_second.setInterval(std::chrono::milliseconds(250));
    connect(&m_second, &QTimer::timeout, this, &Sale::ticked);
    connect(&session, &Session::listReceived, this, &Sale::onList);
    connect(&session, &Session::transactionChanged, this, &Sale::onTransaction);
    connect(&session, &Session::statusChanged, this, [this] {
        const Status& status = m_session.status();
        m_entry.setCurrency(status.currency, status.currencyExponent);
    });
}

Sale::Screen Sale::screen() const {
    if (!m_transaction.valid()) return Amount;
    static const QHash<QString, Screen> kScreens{
        {QStringLiteral("approved"), Approved},   {QStringLiteral("declined"), Declined},
        {QStringLiteral("cancelled"), Cancelled}, {QStringLiteral("undone"), Undone},
        {QStringLiteral("failed"), Failed},       {QStringLiteral("unknown"), NotKnown},
        {QStringLiteral("undoing"), NotKnown},
    };
    const auto found = kScreens.constFind(m_transaction.state);
    if (found != kScreens.cend()) return *found;
    if (m_waitStopped && m_transaction.pending()) return NotKnown;
    return screenOfStage(m_transaction.stage);
}

void Sale::charge() {
    if (m_starting || m_transaction.valid()) return;
    if (m_entry.empty()) {
        m_entry.refuseZero();
        return;
    }
    setProblem({}, {});
    m_starting = true;
    m_intent = newIntent();
    Q_EMIT changed();
    QJsonObject params{{QStringLiteral("id"), m_intent},
                       {QStringLiteral("amount"), m_entry.decimal()},
                       {QStringLiteral("currency"), m_session.status().currency}};
    if (!m_note.isEmpty()) params.insert(QStringLiteral("note"), m_note);
    m_session.call(QStringLiteral("sale.start"), params, [this](const agent::Reply& reply) {
        m_starting = false;
        if (reply.ok()) {
            if (!m_transaction.valid()) adopt(Transaction::fromJson(reply.result));
        } else {
            // Lost or unanswered: if it was begun after all, the list of the next connection or
            // a change brings it under this id.
            if (reply.problem->cause == agent::Problem::Cause::Refused) m_intent.clear();
            setProblem(reply.problem->happened, reply.problem->remedy);
        }
        Q_EMIT changed();
    });
}

void Sale::cancel() {
    ask(QStringLiteral("sale.cancel"));
}

void Sale::chooseApplication(int index) {
    ask(QStringLiteral("application.choose"), {{QStringLiteral("index"), index}});
}

void Sale::pinKey(const char* key) {
    ask(QStringLiteral("pin.key"), {{QStringLiteral("key"), QLatin1String(key)}});
}

void Sale::bypassPin() {
    ask(QStringLiteral("pin.bypass"));
}

void Sale::stopWaiting() {
    m_waitStopped = true;
    Q_EMIT changed();
}

void Sale::checkNow() {
    ask(QStringLiteral("transaction.check"));
}

void Sale::undo(const QString& id) {
    ask(QStringLiteral("transaction.undo"), {{QStringLiteral("id"), id}});
}

void Sale::leave() {
    if (m_transaction.valid() && !m_transaction.final()) {
        if (!m_transaction.pending()) return;
        m_left.append(m_transaction.id);
    }
    m_transaction = {};
    m_intent.clear();
    m_waitStopped = false;
    m_second.stop();
    setProblem({}, {});
    m_entry.clear();
    setNote({});
    Q_EMIT changed();
}

void Sale::show(const Transaction& transaction) {
    if (m_transaction.valid() && !m_transaction.final()) return;
    m_left.removeAll(transaction.id);
    m_waitStopped = transaction.pending();
    adopt(transaction);
}

void Sale::dismissProblem() {
    setProblem({}, {});
}

void Sale::dismissNews() {
    m_news = {};
    Q_EMIT newsChanged();
}

void Sale::setNote(const QString& note) {
    if (m_note == note) return;
    m_note = note;
    Q_EMIT noteChanged();
}

int Sale::secondsLeft() const {
    return secondsUntil(m_transaction.deadline);
}

int Sale::secondsWaited() const {
    return static_cast<int>(
        std::max<qint64>(0, m_transaction.changed.secsTo(QDateTime::currentDateTimeUtc())));
}

int Sale::secondsToNextTry() const {
    return secondsUntil(m_transaction.nextAttempt);
}

void Sale::onList(const QList<Transaction>& list) {
    const QString wanted = !m_transaction.id.isEmpty() ? m_transaction.id
                           : !m_intent.isEmpty()       ? m_intent
                                                       : m_session.status().running;
    for (const Transaction& transaction : list) {
        if (!wanted.isEmpty() && transaction.id == wanted) adopt(transaction);
        if (m_left.contains(transaction.id)) onTransaction(transaction);
    }
}

void Sale::onTransaction(const Transaction& transaction) {
    if (transaction.id == m_transaction.id || transaction.id == m_intent) {
        adopt(transaction);
    } else if (transaction.final() && m_left.removeAll(transaction.id) > 0) {
        m_news = transaction;
        Q_EMIT newsChanged();
    }
}

void Sale::adopt(const Transaction& transaction) {
    m_transaction = transaction;
    m_intent = transaction.id;
    if (transaction.final()) {
        m_second.stop();
        setProblem({}, {});
    } else if (!m_second.isActive()) {
        m_second.start();
    }
    Q_EMIT changed();
    Q_EMIT ticked();
}

void Sale::ask(const QString& method, QJsonObject params) {
    if (!params.contains(QLatin1String("id")) && m_transaction.valid())
        params.insert(QStringLiteral("id"), m_transaction.id);
    m_session.call(method, params, [this](const agent::Reply& reply) {
        if (!reply.ok()) setProblem(reply.problem->happened, reply.problem->remedy);
    });
}

void Sale::setProblem(const QString& happened, const QString& remedy) {
    if (m_happened == happened && m_remedy == remedy) return;
    m_happened = happened;
    m_remedy = remedy;
    Q_EMIT problemChanged();
}

}  // namespace tappay::ui
