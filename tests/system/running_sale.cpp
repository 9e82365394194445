#include "running_sale.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include "agent/client.h"

namespace tappay::system_test {

namespace {
constexpr int kLimitMs = 30'000;
}

RunningSale::RunningSale(const SandboxProcess& sandbox, const QString& amount)
    : m_sandbox(sandbox) {
    m_process.setProcessEnvironment(sandbox.environment());
    m_process.start(binary("tappayctl"), {"--json", "sale", "--amount", amount, "--pin-stdin"});
}

RunningSale::~RunningSale() {
    if (m_process.state() != QProcess::NotRunning) m_process.kill();
    m_process.waitForFinished();
}

bool RunningSale::waitFor(const QByteArray& words) {
    m_process.setReadChannel(QProcess::StandardError);
    QDeadlineTimer deadline(kLimitMs);
    for (;;) {
        m_said += m_process.readAllStandardError();
        const qsizetype at = m_said.indexOf(words, m_heard);
        if (at >= 0) {
            m_heard = at + words.size();
            return true;
        }
        if (!m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime()))) return false;
    }
}

void RunningSale::type(const QByteArray& digits) {
    m_process.write(digits + '\n');
    m_process.waitForBytesWritten();
}

bool RunningSale::call(const QString& method) const {
    QEventLoop loop;
    bool done = false;
    agent::Client client(m_sandbox.path("app.sock"));
    QObject::connect(&client, &agent::Client::subscribed, &loop,
                     [&](const QJsonObject& status, const QJsonArray&) {
                         client.call(method, {{"id", status.value("running")}},
                                     [&](const agent::Reply& reply) {
                                         done = reply.ok();
                                         loop.quit();
                                     });
                     });
    QTimer::singleShot(kLimitMs, &loop, &QEventLoop::quit);
    client.open();
    loop.exec();
    return done;
}

Finished RunningSale::end() {
    if (!m_process.waitForFinished(kLimitMs)) m_process.kill();
    m_process.waitForFinished();
    m_said += m_process.readAllStandardError();
    return {m_process.exitCode(), m_process.readAllStandardOutput(), m_said};
}

}  // namespace tappay::system_test
