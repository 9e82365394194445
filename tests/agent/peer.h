#pragma once

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QLocalSocket>
#include <QtTest/QTest>

#include "agent/fake_cardholder.h"
#include "agent/fake_confirming.h"
#include "agent/fake_security.h"
#include "agent/fake_terminal.h"
#include "agent/server.h"

namespace tappay::agent::test {

// The day of the document's examples.
class ExampleClock final : public Clock {
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override {
        using namespace std::chrono;
        return sys_days(year(2026) / 11 / 22) + hours(9);
    }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override {
        return std::chrono::steady_clock::now();
    }
};

// A server with a fake terminal on three sockets of a private directory.
struct Bench {
    Bench() {
        tail.add("2026-11-22T08:56:12.000Z info tappayd api: ready");
        start();
    }
    void start() {
        server = std::make_unique<Server>(terminal, withSecurity ? &security : nullptr,
                                          withCardholder ? &cardholder : nullptr, tail, clock, log,
                                          withConfirming ? confirming.all() : Confirming());
        listening = server->listen(operatorPath(), Scope::Operator).has_value() &&
                    server->listen(tillPath(), Scope::Till).has_value() &&
                    server->listen(browserPath(), Scope::Browser).has_value();
    }
    [[nodiscard]] QString operatorPath() const { return directory.filePath("app.sock"); }
    [[nodiscard]] QString browserPath() const { return directory.filePath("browser.sock"); }
    [[nodiscard]] QString tillPath() const { return directory.filePath("till.sock"); }

    QTemporaryDir directory;
    ExampleClock clock;
    LogTail tail;
    Log log{"test", LogLevel::Debug, tail.sink([](LogLevel, std::string_view) {})};
    FakeTerminal terminal;
    FakeSecurity security;
    FakeCardholder cardholder;
    FakeConfirming confirming;
    bool withSecurity = true, withCardholder = true, withConfirming = true;
    std::unique_ptr<Server> server;
    bool listening = false;
};

// A client that speaks octets.
class Peer {
public:
    explicit Peer(const QString& path) { m_socket.connectToServer(path); }

    void write(const QByteArray& octets) { m_socket.write(octets); }
    // The next line as an object; empty when none came in time.
    QJsonObject next(int ms = 5000) {
        if (!QTest::qWaitFor([this] { return m_socket.canReadLine(); }, ms)) return {};
        return QJsonDocument::fromJson(m_socket.readLine()).object();
    }
    QJsonObject ask(const QByteArray& line) {
        write(line + '\n');
        return next();
    }
    QJsonObject call(const char* method, const QJsonObject& params = {}) {
        return ask(QJsonDocument(QJsonObject{{"jsonrpc", "2.0"},
                                             {"id", ++m_id},
                                             {"method", method},
                                             {"params", params}})
                       .toJson(QJsonDocument::Compact));
    }
    bool closedByServer() {
        return QTest::qWaitFor(
            [this] { return m_socket.state() == QLocalSocket::UnconnectedState; });
    }
    QLocalSocket& socket() { return m_socket; }

private:
    QLocalSocket m_socket;
    int m_id = 0;
};

inline QString nameOf(Scope scope) {
    switch (scope) {
        case Scope::Browser:
            return QStringLiteral("browser");
        case Scope::Till:
            return QStringLiteral("till");
        case Scope::Operator:
            break;
    }
    return QStringLiteral("operator");
}

inline int rpcCode(const QJsonObject& answer) {
    return answer.value("error").toObject().value("code").toInt();
}
inline QString failureCode(const QJsonObject& answer) {
    return answer.value("error").toObject().value("data").toObject().value("code").toString();
}

}  // namespace tappay::agent::test
