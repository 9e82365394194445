#pragma once

#include <QFile>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <chrono>

#include "base/clock.h"
#include "base/result.h"

namespace tappay::simulator::sandbox {

// Where a program takes connections once it is ready: a Unix stream socket or a loopback port.
struct Endpoint {
    QString socket;
    std::uint16_t port = 0;

    [[nodiscard]] bool accepts() const;
};

// One program of the sandbox: in a session of its own, so that Ctrl-C reaches the sandbox alone,
// ended by the kernel when the sandbox dies, its output in a log file.
class Program {
public:
    Program(QString name, QString executable, QStringList arguments, QString logFile);

    void setEnvironment(const QProcessEnvironment& environment);
    // NotConfigured when it can't be executed.
    Result<void> start();
    // Returns as soon as the endpoint takes a connection. NotConfigured with the last lines of its
    // log when the program ends or the deadline passes before that; Cancelled.
    Result<void> waitReady(const Endpoint& endpoint, const Deadline& deadline);
    // Until it ends with status 0. Failures as above.
    Result<void> waitDone(const Deadline& deadline);
    // SIGTERM, and SIGKILL when it is still there after `grace`. Does nothing when it has ended.
    void stop(std::chrono::milliseconds grace);

    [[nodiscard]] const QString& name() const { return m_name; }
    [[nodiscard]] const QString& logFile() const { return m_logFile; }
    [[nodiscard]] QProcess& process() { return m_process; }
    // "exit status 1" or "signal 9".
    [[nodiscard]] QString howEnded() const;

private:
    [[nodiscard]] std::unexpected<Failure> notStarted(const QString& why) const;

    QString m_name;
    QString m_logFile;
    QProcess m_process;
};

// The last lines of a text file, for messages.
QString lastLines(const QString& file, int count);

}  // namespace tappay::simulator::sandbox
