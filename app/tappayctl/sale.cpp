#include "sale.h"

#include <unistd.h>

#include <QtCore/QJsonDocument>
#include <csignal>
#include <utility>

#include "base/clock.h"
#include "base/money.h"
#include "base/uuid.h"
#include "commands.h"
#include "crypto/random.h"
#include "print.h"

namespace tappay::ctl {

namespace {

// How long an open result is waited for before the program says that there is none yet.
constexpr std::chrono::seconds kOpenResult{15};
// How long after the result the card may take to be completed; what it says is printed as well.
constexpr std::chrono::seconds kCompletion{5};

QString newId() {
    crypto::SystemRandom random;
    return QString::fromStdString(makeUuidV7(SystemClock(), random));
}

PinSource::Kind pinKind(const Session& session) {
    if (session.isSet(QStringLiteral("pin-stdin"))) return PinSource::Kind::Lines;
    return isatty(STDIN_FILENO) == 1 ? PinSource::Kind::Terminal : PinSource::Kind::None;
}

QString stateOf(const QJsonObject& transaction) {
    return transaction.value(QLatin1String("state")).toString();
}

// The shop knows what to do; an advice is delivered without anybody's help.
bool isFinal(const QJsonObject& transaction) {
    static const QStringList states{"approved",       "declined",  "undone",
                                    "cancelled",      "failed",    "advice_pending",
                                    "advice_refused", "abandoned", "undo_refused"};
    return states.contains(stateOf(transaction));
}

bool isPaid(const QString& state) {
    return state == QLatin1String("approved") || state == QLatin1String("advice_pending");
}

// Only the same card can tell, and nobody is waiting for it any more.
bool isInDoubt(const QJsonObject& transaction) {
    return stateOf(transaction) == QLatin1String("card_in_doubt") &&
           transaction.value(QLatin1String("stage")) == QLatin1String("done");
}

bool cardIsDone(const QJsonObject& transaction) {
    const QString stage = transaction.value(QLatin1String("stage")).toString();
    return stage == QLatin1String("done") || stage == QLatin1String("remove_card");
}

}  // namespace

Sale::Sale(Session& session, QString method, QJsonObject params)
    : QObject(&session),
      m_session(session),
      m_method(std::move(method)),
      m_params(std::move(params)),
      m_follower(session.client(), m_params.value(QLatin1String("id")).toString()),
      m_pin(pinKind(session)),
      m_signals({SIGINT, SIGTERM}) {
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Sale::finishUnknown);
    m_closing.setSingleShot(true);
    connect(&m_closing, &QTimer::timeout, this, [this] { finishWith(m_last); });
    connect(&m_signals, &UnixSignals::raised, this, &Sale::onInterrupt);
    connect(&m_follower, &Follower::changed, this, &Sale::onChanged);
    connect(&m_follower, &Follower::outOfReach, this, &Sale::finishUnknown);
    connect(&m_follower, &Follower::interrupted, this,
            [] { Session::say(QStringLiteral("Connection lost. Connecting again…")); });
    connect(&m_follower, &Follower::notThere, this, [this] {
        m_session.fail(
            problemOf(FailureCode::NotFound,
                      QStringLiteral("The payment was not begun. Nothing was charged.")));
    });
    connect(&m_pin, &PinSource::key, this, [this](const QString& key) {
        m_session.client().call(QStringLiteral("pin.key"), {{"id", m_follower.id()}, {"key", key}},
                                {});
    });
    connect(&m_pin, &PinSource::abandoned, this, [this] {
        cancel(problemOf(m_pin.kind() == PinSource::Kind::Lines ? FailureCode::PinRequired
                                                                : FailureCode::Cancelled));
    });
}

void Sale::start() {
    agent::Client& client = m_session.client();
    if (client.connected()) {  // and subscribed: something was asked before
        m_begun = true;
        return begin();
    }
    connect(&client, &agent::Client::subscribed, this, [this] {
        if (!std::exchange(m_begun, true)) begin();
    });
    QTimer::singleShot(Session::kStartWait, this, [this, &client] {
        if (m_begun) return;
        client.call(QStringLiteral("app.status"), {}, [this](const agent::Reply& reply) {
            if (!m_begun && !reply.ok()) m_session.fail(*reply.problem);
        });
    });
    client.open();
}

void Sale::begin() {
    m_session.client().call(m_method, m_params, [this](const agent::Reply& reply) {
        if (reply.ok()) return m_follower.take(reply.result);
        m_underWay = true;  // for all we know; a payment in doubt is then what became of it
        if (reply.problem->cause != agent::Problem::Cause::Refused) return m_follower.look();
        m_session.fail(*reply.problem);
    });
}

void Sale::onChanged(const QJsonObject& transaction) {
    m_last = transaction;
    if (isFinal(transaction)) {
        m_patience.stop();
        if (cardIsDone(transaction)) return finishWith(transaction);
        if (!m_closing.isActive()) m_closing.start(kCompletion);
    }
    if (!isInDoubt(transaction))
        m_underWay = true;
    else if (m_underWay)
        return finishInDoubt();
    const QString state = stateOf(transaction);
    onPin(transaction);  // the terminal is silent before it says "Enter PIN"
    showProgress(transaction);
    const bool open = state == QLatin1String("unknown") || state == QLatin1String("undoing") ||
                      state == QLatin1String("capturing");
    if (open && !m_patience.isActive()) m_patience.start(kOpenResult);
    onChoice(transaction);
}

void Sale::showProgress(const QJsonObject& transaction) {
    const QString words = progressWords(transaction);
    if (words.isEmpty() || words == m_said) return;
    m_said = words;
    Session::say(words);
}

void Sale::onPin(const QJsonObject& transaction) {
    const QJsonValue pin = transaction.value(QLatin1String("pin"));
    if (!pin.isObject() || pin[QLatin1String("onReader")].toBool()) {
        m_prompt.clear();
        return m_pin.silence();
    }
    // The number of digits changes within one prompt; everything else makes another.
    QJsonObject fixed = pin.toObject();
    fixed.remove(QStringLiteral("digits"));
    const QString prompt = QString::fromUtf8(QJsonDocument(fixed).toJson(QJsonDocument::Compact));
    if (prompt == std::exchange(m_prompt, prompt)) return;
    if (m_pin.kind() == PinSource::Kind::None) return cancel(problemOf(FailureCode::PinRequired));
    m_pin.listen();
}

// Without questions on the command line: the card's own first choice, then, when that one can't be
// used, of what is left.
void Sale::onChoice(const QJsonObject& transaction) {
    const QJsonArray applications = transaction.value(QLatin1String("applications")).toArray();
    if (transaction.value(QLatin1String("stage")) != QLatin1String("choose_application") ||
        applications.isEmpty() || applications == std::exchange(m_offered, applications))
        return;
    Session::say(QStringLiteral("Taking ") + applications.first().toString());
    m_session.client().call(QStringLiteral("application.choose"),
                            {{"id", m_follower.id()}, {"index", 0}}, {});
}

void Sale::onInterrupt() {
    if (isFinal(m_last)) return finishWith(m_last);
    const bool canCancel = m_last.value(QLatin1String("canCancel")).toBool();
    if (canCancel && !m_cancelling) return cancel();
    if (std::exchange(m_warned, true) || m_last.isEmpty()) return finishUnknown();
    Session::say(
        QStringLiteral("The payment goes on and can't be cancelled any more. Press Ctrl-C again "
                       "to leave; the result is then in: tappayctl show %1")
            .arg(m_follower.id()));
}

void Sale::cancel(std::optional<agent::Problem> because) {
    m_pin.silence();
    m_cancelling = true;
    m_reason = std::move(because);
    m_session.client().call(QStringLiteral("sale.cancel"), {{"id", m_follower.id()}},
                            [this](const agent::Reply& reply) {
                                if (reply.ok()) return onChanged(reply.result);
                                m_cancelling = false;
                                m_reason.reset();
                                Session::say(reply.problem->happened);
                            });
}

void Sale::finishWith(const QJsonObject& transaction) {
    m_pin.silence();
    QJsonObject shown = transaction;
    const QString state = stateOf(transaction);
    if (m_reason && state == QLatin1String("cancelled")) {
        QJsonObject failure = m_reason->toJson();
        failure.remove(QStringLiteral("detail"));
        shown.insert(QStringLiteral("failure"), failure);
    }
    const auto status = isPaid(state)                        ? ExitStatus::Done
                        : state == QLatin1String("declined") ? ExitStatus::Declined
                                                             : ExitStatus::Failed;
    m_session.finish(shown, transactionText(shown), status);
}

void Sale::finishUnknown() {
    if (isFinal(m_last)) return finishWith(m_last);
    m_pin.silence();
    Session::say(QStringLiteral("Result not known yet. Do not charge again. It is in: tappayctl "
                                "show %1")
                     .arg(m_follower.id()));
    if (!m_last.isEmpty())
        return m_session.finish(m_last, transactionText(m_last), ExitStatus::NotKnownYet);
    m_session.finish({{"id", m_follower.id()}}, {}, ExitStatus::NotKnownYet);
}

void Sale::finishInDoubt() {
    m_pin.silence();
    Session::say(QStringLiteral("The card may have paid. Do not charge again. Ask the same card "
                                "again: tappayctl resume %1. When the customer has left: "
                                "tappayctl giveup %1")
                     .arg(m_follower.id()));
    m_session.finish(m_last, transactionText(m_last), ExitStatus::NotKnownYet);
}

void resume(Session& session) {
    const auto id = onlyArgument(session, QStringLiteral("the id of a payment in doubt"));
    if (id) (new Sale(session, QStringLiteral("sale.resume"), {{"id", *id}}))->start();
}

void giveUp(Session& session) {
    const auto id = onlyArgument(session, QStringLiteral("the id of a payment in doubt"));
    if (!id) return;
    session.ask(QStringLiteral("sale.giveup"), {{"id", *id}},
                [&session](const QJsonObject& it) { session.finish(it, transactionText(it)); });
}

void sale(Session& session) {
    if (!session.arguments().isEmpty())
        return session.usage(QStringLiteral("unknown argument ") + session.arguments().first());
    const QString amount = session.value(QStringLiteral("amount"));
    if (amount.isEmpty()) return session.usage(QStringLiteral("--amount is needed"));
    QJsonObject params{{"id", newId()}, {"amount", amount}};
    for (const char* name : {"currency", "note"})
        if (session.isSet(QLatin1String(name)))
            params.insert(QLatin1String(name), session.value(QLatin1String(name)));
    (new Sale(session, QStringLiteral("sale.start"), params))->start();
}

}  // namespace tappay::ctl
