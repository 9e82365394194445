#pragma once

#include <QtCore/QProcess>
#include <csignal>

#include "agent/peer.h"

namespace tappay::agent::test {

struct Ended {
    int status = -1;
    QByteArray out, err;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

// A bench for the real command line. The server lives on this thread, so nothing may block.
struct CtlBench : Bench {
    static QString program() { return QStringLiteral(TAPPAY_BIN_DIR "/tappayctl"); }
    [[nodiscard]] QStringList arguments(const QStringList& words, QString socket = {}) const {
        if (socket.isEmpty()) socket = operatorPath();
        return QStringList{"--socket", socket} + words;
    }
    [[nodiscard]] Ended run(const QStringList& words, const QByteArray& input = {}) const {
        QProcess process;
        process.start(program(), arguments(words));
        process.write(input);
        process.closeWriteChannel();
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30000))
            process.kill();
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }
};

// A process beside the test.
class Running {
public:
    Running(const CtlBench& bench, const QStringList& words, const QString& socket = {}) {
        m_process.setStandardInputFile(QProcess::nullDevice());
        m_process.start(CtlBench::program(), bench.arguments(words, socket));
    }
    void waitForErr(const char* text) {
        QTRY_VERIFY2((m_err += m_process.readAllStandardError(), m_err.contains(text)), text);
    }
    void interrupt() { kill(static_cast<pid_t>(m_process.processId()), SIGINT); }
    Ended end() {
        if (!QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 30000))
            m_process.kill();
        return {m_process.exitCode(), m_process.readAllStandardOutput(),
                m_err + m_process.readAllStandardError()};
    }

private:
    QProcess m_process;
    QByteArray m_err;
};

}  // namespace tappay::agent::test
