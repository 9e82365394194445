#include "walkthrough/recorded_terminal.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <utility>

namespace tappay::ui {

RecordedTerminal::RecordedTerminal(QObject* parent) : QObject(parent) {
    connect(&m_server, &QLocalServer::newConnection, this, &RecordedTerminal::onConnection);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(QStringLiteral("tappay-recorded-%1-%2")
                        .arg(QCoreApplication::applicationPid())
                        .arg(QRandomGenerator::global()->generate()));
}

RecordedTerminal::~RecordedTerminal() {
    stop();
}

void RecordedTerminal::setStatus(const QJsonObject& status) {
    m_status = status;
    notify(QStringLiteral("status.changed"), status);
}

void RecordedTerminal::setSecurity(const QJsonObject& security) {
    m_security = security;
    notify(QStringLiteral("security.changed"), security);
}

void RecordedTerminal::setCardholder(const QJsonObject& cardholder) {
    m_cardholder = cardholder;
    notify(QStringLiteral("cardholder.changed"), cardholder);
}

void RecordedTerminal::setCard(const QJsonObject& facts) {
    m_card = facts;
    answerReading();
}

void RecordedTerminal::setTransactions(const QJsonArray& transactions) {
    m_transactions = transactions;
}

void RecordedTerminal::send(const QJsonObject& transaction) {
    notify(QStringLiteral("transaction.changed"), transaction);
}

void RecordedTerminal::refuse(const QString& method, const QJsonObject& failure) {
    m_refusedMethod = method;
    m_refusal = failure;
}

void RecordedTerminal::disconnectAll() {
    for (const QPointer<QLocalSocket>& client : std::exchange(m_clients, {}))
        if (client) client->abort();
}

void RecordedTerminal::stop() {
    m_server.close();
    disconnectAll();
}

QJsonArray RecordedTerminal::callsOf(const QString& method) const {
    QJsonArray found;
    for (const QJsonValue& call : m_calls)
        if (call[QLatin1String("method")].toString() == method)
            found.append(call[QLatin1String("params")]);
    return found;
}

void RecordedTerminal::onConnection() {
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        m_clients.append(socket);
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            while (socket->canReadLine())
                onLine(*socket, socket->readLine());
        });
    }
}

void RecordedTerminal::onLine(QLocalSocket& socket, const QByteArray& line) {
    const QJsonObject request = QJsonDocument::fromJson(line).object();
    const QString method = request.value(QLatin1String("method")).toString();
    const QJsonObject params = request.value(QLatin1String("params")).toObject();
    m_calls.append(
        QJsonObject{{QStringLiteral("method"), method}, {QStringLiteral("params"), params}});
    if (method == QLatin1String("card.read") && method != m_refusedMethod) {
        m_reader = &socket;
        m_reading = request.value(QLatin1String("id"));
        answerReading();
        Q_EMIT called(method);
        return;
    }
    if (method == m_swallowed) {
        m_swallowed.clear();
        Q_EMIT called(method);
        return;
    }
    QJsonObject reply{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                      {QStringLiteral("id"), request.value(QLatin1String("id"))}};
    if (method == m_refusedMethod) {
        m_refusedMethod.clear();
        reply.insert(
            QStringLiteral("error"),
            QJsonObject{{QStringLiteral("code"), -32000},
                        {QStringLiteral("message"), m_refusal.value(QLatin1String("happened"))},
                        {QStringLiteral("data"), m_refusal}});
    } else {
        reply.insert(QStringLiteral("result"), answer(method, params));
    }
    socket.write(QJsonDocument(reply).toJson(QJsonDocument::Compact) + '\n');
    Q_EMIT called(method);
}

QJsonObject RecordedTerminal::answer(const QString& method, const QJsonObject& params) {
    if (method == QLatin1String("app.subscribe"))
        return {{QStringLiteral("status"), m_status},
                {QStringLiteral("transactions"), m_transactions},
                {QStringLiteral("security"),
                 m_security.isEmpty() ? QJsonValue() : QJsonValue(m_security)},
                {QStringLiteral("cardholder"),
                 m_cardholder.isEmpty() ? QJsonValue() : QJsonValue(m_cardholder)},
                {QStringLiteral("phones"), m_phones.isEmpty() ? QJsonValue() : m_phones},
                {QStringLiteral("devices"), m_devices.isEmpty() ? QJsonValue() : m_devices},
                {QStringLiteral("confirmations"), m_confirmations}};
    if (method == QLatin1String("transaction.list"))
        return {{QStringLiteral("transactions"), m_transactions}};
    if (method.startsWith(QLatin1String("cardholder."))) return ofAccount(method);
    if (method.startsWith(QLatin1String("phone.")) || method.startsWith(QLatin1String("device.")))
        return ofPhones(method);
    if (method.startsWith(QLatin1String("confirm."))) return ofConfirmations(method, params);
    if (method == QLatin1String("security.get")) return m_security;
    if (method == QLatin1String("terminal.enrol")) return begun("enrolling");
    if (method == QLatin1String("terminal.signOn")) return begun("signing_on");
    if (method == QLatin1String("keys.renew")) return begun("fetching_key");
    if (method == QLatin1String("card.cancel")) m_reader.clear();
    if (method == QLatin1String("receipt.get")) {
        QJsonObject receipt = m_receipt;
        receipt.insert(QStringLiteral("copy"), params.value(QLatin1String("copy")));
        return receipt;
    }
    if (method == QLatin1String("transaction.trace")) return m_trace;
    if (method == QLatin1String("checkout.open")) return m_orderAnswer;
    if (method == QLatin1String("sale.start")) {
        QJsonObject transaction = m_saleAnswer;
        for (const char* key : {"id", "amount", "currency", "note"})
            if (params.contains(QLatin1String(key)))
                transaction.insert(QLatin1String(key), params.value(QLatin1String(key)));
        return transaction;
    }
    return {};
}

// What was asked for has begun; how it goes on is sent.
QJsonObject RecordedTerminal::begun(const char* step) {
    m_security.insert(QStringLiteral("step"), QLatin1String(step));
    return m_security;
}

QJsonObject RecordedTerminal::ofAccount(const QString& method) {
    if (method == QLatin1String("cardholder.export"))
        return {{QStringLiteral("data"), m_cardholder.value(QLatin1String("account")).toObject()}};
    const bool adding = method == QLatin1String("cardholder.addCard");
    m_cardholder.insert(QStringLiteral("failure"), QJsonValue());
    m_cardholder.insert(QStringLiteral("step"),
                        adding ? QStringLiteral("adding_card") : QStringLiteral("asking"));
    m_cardholder.insert(QStringLiteral("stage"),
                        adding ? QJsonValue(QStringLiteral("present_card")) : QJsonValue());
    if (method == QLatin1String("cardholder.cancel"))
        m_cardholder.insert(QStringLiteral("step"), QStringLiteral("idle"));
    return m_cardholder;
}

void RecordedTerminal::answerReading() {
    if (m_card.isEmpty() || !m_reader) return;
    const QJsonObject reply{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                            {QStringLiteral("id"), m_reading},
                            {QStringLiteral("result"), m_card}};
    m_reader->write(QJsonDocument(reply).toJson(QJsonDocument::Compact) + '\n');
    m_reader.clear();
}

void RecordedTerminal::notify(const QString& method, const QJsonObject& params) {
    const QByteArray line =
        QJsonDocument(QJsonObject{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                                  {QStringLiteral("method"), method},
                                  {QStringLiteral("params"), params}})
            .toJson(QJsonDocument::Compact) +
        '\n';
    for (const QPointer<QLocalSocket>& client : m_clients)
        if (client) client->write(line);
}

}  // namespace tappay::ui
