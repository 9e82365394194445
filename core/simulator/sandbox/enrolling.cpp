#include "simulator/sandbox/enrolling.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>

namespace tappay::simulator::sandbox {

namespace {

constexpr int kConnectMs = 1000, kSliceMs = 20;

// One connection to the local API (docs/api.md).
class Enrolling {
public:
    explicit Enrolling(const QString& socket) { m_socket.connectToServer(socket); }

    Result<void> run(const QString& code, const Deadline& deadline) {
        if (!m_socket.waitForConnected(kConnectMs)) return stopped(m_socket.errorString());
        // Subscribed first, so that nothing between is missed.
        send("app.subscribe", {});
        send("terminal.enrol", {{"code", code}});
        while (!m_ready || !m_accepted) {
            if (m_failed) return stopped(m_trouble);
            TAPPAY_CHECK(waitForMore(deadline));
            while (m_socket.canReadLine())
                take(QJsonDocument::fromJson(m_socket.readLine()).object());
        }
        return {};
    }

private:
    void send(const char* method, const QJsonObject& params) {
        const QJsonObject request{
            {"jsonrpc", "2.0"}, {"id", ++m_requests}, {"method", method}, {"params", params}};
        m_socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    }

    Result<void> waitForMore(const Deadline& deadline) {
        while (!m_socket.waitForReadyRead(kSliceMs)) {
            if (deadline.cancelled()) return fail(FailureCode::Cancelled);
            if (deadline.passed()) return stopped(m_trouble);
            if (m_socket.state() != QLocalSocket::ConnectedState)
                return stopped("the connection was lost");
        }
        return {};
    }

    void take(const QJsonObject& message) {
        const QJsonObject error = message.value("error").toObject();
        if (!error.isEmpty()) return giveUp(error.value("data").toObject());
        const QJsonObject result = message.value("result").toObject();
        if (result.contains("status")) takeStatus(result.value("status").toObject());
        if (message.value("id").toInt() == m_requests) m_accepted = true;
        const QString method = message.value("method").toString();
        const QJsonObject params = message.value("params").toObject();
        if (method == "status.changed") takeStatus(params);
        if (method == "security.changed") takeSecurity(params);
    }

    void takeStatus(const QJsonObject& status) {
        const QJsonObject standing = status.value("standing").toObject();
        m_ready = standing.isEmpty();
        m_trouble = wordsOf(standing);
    }

    // A step that is tried again by itself may still succeed.
    void takeSecurity(const QJsonObject& security) {
        const QJsonObject failure = security.value("failure").toObject();
        if (!failure.isEmpty() && security.value("nextAttempt").isNull()) giveUp(failure);
    }

    void giveUp(const QJsonObject& failure) {
        m_failed = true;
        m_trouble = wordsOf(failure);
    }

    static QString wordsOf(const QJsonObject& failure) {
        return failure.value("code").toString() + ": " + failure.value("happened").toString();
    }

    static std::unexpected<Failure> stopped(const QString& why) {
        return fail(FailureCode::NotConfigured,
                    ("the terminal could not be enrolled: " + why).toStdString());
    }

    QLocalSocket m_socket;
    int m_requests = 0;
    bool m_accepted = false, m_ready = false, m_failed = false;
    QString m_trouble;
};

}  // namespace

Result<void> enrolTerminal(const QString& operatorSocket, const QString& code,
                           const Deadline& deadline) {
    return Enrolling(operatorSocket).run(code, deadline);
}

}  // namespace tappay::simulator::sandbox
