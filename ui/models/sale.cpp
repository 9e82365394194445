#include "models/sale.h"

#include <QHash>
#include <QRandomGenerator>
#include <algorithm>
#include <utility>

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
        {QStringLiteral("consent"), Sale::Consent},
        {QStringLiteral("present_card"), Sale::PresentCard},
        {QStringLiteral("insert_card"), Sale::InsertCard},
        {QStringLiteral("tap_again"), Sale::TapAgain},
        {QStringLiteral("see_phone"), Sale::SeePhone},
        {QStringLiteral("one_card_only"), Sale::OneCardOnly},
        {QStringLiteral("keep_card"), Sale::KeepCard},
        {QStringLiteral("card_read"), Sale::CardRead},
        {QStringLiteral("choose_application"), Sale::ChooseApplication},
        {QStringLiteral("enter_pin"), Sale::EnterPin},
        {QStringLiteral("authorising"), Sale::Authorising},
        {QStringLiteral("completing"), Sale::Completing},
        {QStringLiteral("remove_card"), Sale::RemoveCard},
        {QStringLiteral("checking"), Sale::NotKnown},
    };
    return kScreens.value(stage, Sale::KeepCard);
}

// No card is held to the reader, or not long enough yet.
bool beforeReading(const QString& stage) {
    static const QStringList kStages{
        QStringLiteral("present_card"), QStringLiteral("insert_card"),
        QStringLiteral("tap_again"),    QStringLiteral("see_phone"),
        QStringLiteral("keep_card"),    QStringLiteral("one_card_only")};
    return kStages.contains(stage);
}

}  // namespace

Sale::Sale(Session& session, QObject* parent) : QObject(parent), m_session(session) {
    constexpr std::chrono::milliseconds kLightsStay{750};
    m_read.setInterval(kLightsStay);
    m_read.setSingleShot(true);
    m_read.setTimerType(Qt::PreciseTimer);
    connect(&m_read, &QTimer::timeout, this, &Sale::changed);
    m_idle.setInterval(kAmountWait);
    m_idle.setSingleShot(true);
    connect(&m_entry, &AmountEntry::changed, &m_idle, qOverload<>(&QTimer::start));
    connect(&m_idle, &QTimer::timeout, this, &Sale::putAmountAside);
    m_second.setInterval(std::chrono::milliseconds(250));
    connect(&m_second, &QTimer::timeout, this, &Sale::ticked);
    connect(&session, &Session::listReceived, this, &Sale::onList);
    connect(&session, &Session::transactionChanged, this, &Sale::onTransaction);
    connect(&session, &Session::statusChanged, this, [this] {
        const Status& status = m_session.status();
        // Empty before the terminal is enrolled.
        if (!status.currency.isEmpty())
            m_entry.setCurrency(status.currency, status.currencyExponent);
        if (m_session.connected() && m_orderWaits) fetchOrder();
    });
}

Sale::Screen Sale::screen() const {
    if (!m_transaction.valid()) return m_order.isEmpty() ? Amount : OpeningOrder;
    static const QHash<QString, Screen> kScreens{
        {QStringLiteral("capturing"), Capturing},
        {QStringLiteral("approved"), Approved},
        {QStringLiteral("declined"), Declined},
        {QStringLiteral("cancelled"), Cancelled},
        {QStringLiteral("undone"), Undone},
        {QStringLiteral("failed"), Failed},
        {QStringLiteral("unknown"), NotKnown},
        {QStringLiteral("undoing"), NotKnown},
        {QStringLiteral("advice_pending"), PaidByCard},
        {QStringLiteral("abandoned"), Abandoned},
        {QStringLiteral("advice_refused"), AdviceRefused},
        {QStringLiteral("undo_refused"), UndoRefused},
    };
    // Told to the bank or not, it was the card that paid.
    const bool paidByCard = !m_transaction.cardBalance.isEmpty();
    if (m_transaction.state == QLatin1String("approved") && paidByCard) return PaidByCard;
    if (m_transaction.state == QLatin1String("card_in_doubt"))
        return beforeReading(m_transaction.stage) ? screenOfStage(m_transaction.stage)
                                                  : CardInDoubt;
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

void Sale::resume() {
    ask(QStringLiteral("sale.resume"));
}

void Sale::giveUp() {
    ask(QStringLiteral("sale.giveup"));
}

void Sale::undo(const QString& id) {
    ask(QStringLiteral("transaction.undo"), {{QStringLiteral("id"), id}});
}

void Sale::leave() {
    if (m_transaction.valid() && !m_transaction.final()) {
        if (!m_transaction.pending() && !m_transaction.settled()) return;
        m_left.append(m_transaction.id);
    }
    const bool buying = m_transaction.purchase() || !m_order.isEmpty();
    const bool orderNext = m_transaction.valid() && !m_order.isEmpty();
    if (!orderNext) m_order.clear();
    clearStage();
    if (!buying) {
        m_entry.clear();
        setNote({});
    }
    Q_EMIT changed();
    if (orderNext) fetchOrder();
}

void Sale::clearStage() {
    m_transaction = {};
    m_intent.clear();
    m_waitStopped = m_starting = false;
    m_second.stop();
    m_read.stop();
    setProblem({}, {});
}

void Sale::show(const Transaction& transaction) {
    if (m_transaction.valid() && !m_transaction.settled()) return;
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

int Sale::lights() const {
    constexpr int kAll = 4;
    return m_read.isActive() ? kAll : m_transaction.lights;
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
    } else if (isForUs(transaction)) {
        makeRoom();
        adopt(transaction);
    } else if (transaction.final() && m_left.removeAll(transaction.id) > 0) {
        // Paid it was already; that the bank has booked it is no news.
        const bool paid = !transaction.cardBalance.isEmpty();
        if (paid && transaction.state == QLatin1String("approved")) return;
        m_news = transaction;
        Q_EMIT newsChanged();
    }
}

void Sale::adopt(const Transaction& transaction) {
    const Transaction before = std::exchange(m_transaction, transaction);
    m_intent = transaction.id;
    if (transaction.order.id == m_order) m_order.clear();
    noticeCard(before);
    if (transaction.settled()) {
        m_second.stop();
        setProblem({}, {});
    } else if (!m_second.isActive()) {
        m_second.start();
    }
    Q_EMIT changed();
    Q_EMIT ticked();
}

// Changes that follow each other quickly arrive as one, so the stage "card_read" may never be seen.
void Sale::noticeCard(const Transaction& before) {
    if (!m_transaction.contactless() || before.id != m_transaction.id) return;
    if (!beforeReading(before.stage) || beforeReading(m_transaction.stage)) return;
    static const QStringList kUnread{QStringLiteral("cancelled"), QStringLiteral("failed"),
                                     QStringLiteral("card_in_doubt"), QStringLiteral("abandoned")};
    if (kUnread.contains(m_transaction.state)) return;
    m_read.start();
    Q_EMIT cardWasRead();
}

void Sale::ask(const QString& method, QJsonObject params) {
    if (!params.contains(QLatin1String("id")) && m_transaction.valid())
        params.insert(QStringLiteral("id"), m_transaction.id);
    m_session.call(method, params, [this](const agent::Reply& reply) {
        if (!reply.ok()) setProblem(reply.problem->happened, reply.problem->remedy);
    });
}

void Sale::putAmountAside() {
    if (screen() == Amount && !m_starting) m_entry.putAside();
}

void Sale::setProblem(const QString& happened, const QString& remedy) {
    if (m_happened == happened && m_remedy == remedy) return;
    m_happened = happened;
    m_remedy = remedy;
    Q_EMIT problemChanged();
}

}  // namespace tappay::ui
