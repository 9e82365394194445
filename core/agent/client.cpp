#include "agent/client.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <algorithm>
#include <utility>

#include "agent/wire.h"

namespace tappay::agent {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{50};
constexpr milliseconds kLongestPause{2000};

Problem problemOf(Problem::Cause cause) {
    switch (cause) {
        case Problem::Cause::Unreachable:
            return {cause,
                    QStringLiteral("app.unreachable"),
                    QStringLiteral("The Tap & Pay application is not running."),
                    QStringLiteral("Start it (tappayd); it will be found by itself."),
                    {}};
        case Problem::Cause::Lost:
            return {cause,
                    QStringLiteral("app.connection_lost"),
                    QStringLiteral("The connection to the Tap & Pay application was lost."),
                    QStringLiteral("It goes on with what it began; look at the list of payments."),
                    {}};
        case Problem::Cause::NoAnswer:
        case Problem::Cause::Refused:
            break;
    }
    return {Problem::Cause::NoAnswer,
            QStringLiteral("app.no_answer"),
            QStringLiteral("The Tap & Pay application did not answer in time."),
            QStringLiteral("Look at the list of payments before trying again."),
            {}};
}

Problem refusal(const QJsonObject& error) {
    const QJsonObject data = error.value(QLatin1String("data")).toObject();
    Problem problem{Problem::Cause::Refused, data.value(QLatin1String("code")).toString(),
                    data.value(QLatin1String("happened")).toString(),
                    data.value(QLatin1String("remedy")).toString(),
                    data.value(QLatin1String("detail")).toString()};
    if (problem.code.isEmpty()) problem.code = QStringLiteral("internal");
    if (problem.happened.isEmpty())
        problem.happened = error.value(QLatin1String("message")).toString();
    return problem;
}

}  // namespace

QJsonObject Problem::toJson() const {
    return {{QStringLiteral("code"), code},
            {QStringLiteral("happened"), happened},
            {QStringLiteral("remedy"), remedy},
            {QStringLiteral("detail"), detail}};
}

Client::Client(QString socketPath, QObject* parent)
    : QObject(parent), m_path(std::move(socketPath)), m_pause(kFirstPause) {
    m_socket.setReadBufferSize(kMaxAnswer);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Client::connectNow);
    connect(&m_socket, &QLocalSocket::connected, this, &Client::onConnected);
    connect(&m_socket, &QLocalSocket::disconnected, this, &Client::onDisconnected);
    connect(&m_socket, &QLocalSocket::readyRead, this, &Client::onReadyRead);
    connect(&m_socket, &QLocalSocket::errorOccurred, this, [this] {
        if (m_wanted && !m_connected) retryLater();
    });
}

Client::~Client() {
    disconnect(&m_socket, nullptr, this, nullptr);
}

QString Client::defaultSocket() {
    const QString given = qEnvironmentVariable("TAPPAY_SOCKET");
    if (!given.isEmpty()) return given;
    const QString own =
        qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/tappay/app.sock");
    const QString service = QStringLiteral("/run/tappay/app.sock");
    return !QFile::exists(own) && QFile::exists(service) ? service : own;
}

void Client::open(Subscription subscription) {
    m_subscription = subscription;
    m_wanted = true;
    m_pause = kFirstPause;
    if (m_socket.state() == QLocalSocket::UnconnectedState) connectNow();
}

void Client::close() {
    m_wanted = false;
    m_retry.stop();
    m_socket.abort();
}

void Client::connectNow() {
    m_retry.stop();
    m_socket.connectToServer(m_path);
}

void Client::retryLater() {
    if (m_retry.isActive()) return;
    m_retry.start(m_pause);
    m_pause = std::min(m_pause * 2, kLongestPause);
}

void Client::onConnected() {
    m_connected = true;
    if (m_subscription == Subscription::Changes) subscribe();
    Q_EMIT connectedChanged(true);
}

void Client::onDisconnected() {
    if (std::exchange(m_connected, false)) {
        failAll(Problem::Cause::Lost);
        Q_EMIT connectedChanged(false);
    }
    if (m_wanted) retryLater();
}

void Client::subscribe() {
    call(QStringLiteral("app.subscribe"), {}, [this](const Reply& reply) {
        if (reply.ok()) {
            tellSubscribed(reply.result);
        } else if (reply.problem->cause != Problem::Cause::Lost) {
            m_socket.abort();  // without the subscription the connection would show an old truth
        }
    });
}

void Client::tellSubscribed(const QJsonObject& all) {
    Q_EMIT subscribed(all.value(QLatin1String("status")).toObject(),
                      all.value(QLatin1String("transactions")).toArray());
    const auto tell = [&](const char* name, auto signal) {
        const QJsonValue value = all.value(QLatin1String(name));
        if (value.isObject()) Q_EMIT(this->*signal)(value.toObject());
    };
    tell("security", &Client::securityChanged);
    tell("cardholder", &Client::cardholderChanged);
    tell("phones", &Client::phonesChanged);
    tell("devices", &Client::devicesChanged);
    for (const QJsonValue& one : all.value(QLatin1String("confirmations")).toArray())
        Q_EMIT confirmationChanged(one.toObject());
}

void Client::call(const QString& method, const QJsonObject& params, Handler handler,
                  milliseconds deadline) {
    const qint64 id = m_nextId++;
    Waiting waiting{std::move(handler), new QTimer(this)};
    waiting.deadline->setSingleShot(true);
    const auto cause = m_connected ? Problem::Cause::NoAnswer : Problem::Cause::Unreachable;
    connect(waiting.deadline, &QTimer::timeout, this,
            [this, id, cause] { finish(id, {{}, problemOf(cause)}); });
    waiting.deadline->start(m_connected ? deadline : milliseconds(0));
    m_waiting.insert(id, std::move(waiting));
    if (!m_connected) return;

    m_socket.write(toLine({{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                           {QStringLiteral("id"), id},
                           {QStringLiteral("method"), method},
                           {QStringLiteral("params"), params}}));
}

void Client::onReadyRead() {
    while (m_socket.canReadLine())
        onLine(m_socket.readLine());
    if (m_socket.bytesAvailable() >= kMaxAnswer) m_socket.abort();
}

void Client::onLine(const QByteArray& line) {
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject()) {
        m_socket.abort();  // not our protocol: what follows can't be trusted either
        return;
    }
    m_pause = kFirstPause;
    const QJsonObject message = document.object();
    if (message.contains(QLatin1String("method"))) {
        onNotification(message.value(QLatin1String("method")).toString(),
                       message.value(QLatin1String("params")).toObject());
        return;
    }
    const qint64 id = message.value(QLatin1String("id")).toInteger(-1);
    if (message.contains(QLatin1String("error")))
        finish(id, {{}, refusal(message.value(QLatin1String("error")).toObject())});
    else
        finish(id, {message.value(QLatin1String("result")).toObject(), {}});
}

void Client::onNotification(const QString& method, const QJsonObject& params) {
    using Signal = void (Client::*)(const QJsonObject&);
    static const QHash<QString, Signal> kSignals{
        {QStringLiteral("status.changed"), &Client::statusChanged},
        {QStringLiteral("transaction.changed"), &Client::transactionChanged},
        {QStringLiteral("security.changed"), &Client::securityChanged},
        {QStringLiteral("checkout.changed"), &Client::checkoutChanged},
        {QStringLiteral("checkout.carry"), &Client::carryWanted},
        {QStringLiteral("cardholder.changed"), &Client::cardholderChanged},
        {QStringLiteral("phones.changed"), &Client::phonesChanged},
        {QStringLiteral("devices.changed"), &Client::devicesChanged},
        {QStringLiteral("confirmation.changed"), &Client::confirmationChanged},
    };
    if (const Signal signal = kSignals.value(method)) Q_EMIT(this->*signal)(params);
}

void Client::finish(qint64 id, Reply reply) {
    const auto found = m_waiting.find(id);
    if (found == m_waiting.end()) return;  // came after its deadline
    Waiting waiting = std::move(*found);
    m_waiting.erase(found);
    waiting.deadline->stop();
    waiting.deadline->deleteLater();
    if (waiting.handler) waiting.handler(std::move(reply));
}

void Client::failAll(Problem::Cause cause) {
    const QList<qint64> ids = m_waiting.keys();
    for (const qint64 id : ids)
        finish(id, {{}, problemOf(cause)});
}

}  // namespace tappay::agent
