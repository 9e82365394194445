#include "simulator/sandbox/program.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <csignal>
#include <cstring>

#include "base/file_descriptor.h"

namespace tappay::simulator::sandbox {

namespace {

constexpr int kLinesShown = 8;
constexpr int kPauseBetweenAttemptsMs = 5;

bool connects(int family, const void* address, socklen_t length) {
    const FileDescriptor socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    return socket.get() >= 0 &&
           ::connect(socket.get(), static_cast<const sockaddr*>(address), length) == 0;
}

}  // namespace

bool Endpoint::accepts() const {
    if (!socket.isEmpty()) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray path = QFile::encodeName(socket);
        if (static_cast<std::size_t>(path.size()) >= sizeof address.sun_path) return false;
        std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
        return connects(AF_UNIX, &address, sizeof address);
    }
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connects(AF_INET, &address, sizeof address);
}

Program::Program(QString name, QString executable, QStringList arguments, QString logFile)
    : m_name(std::move(name)), m_logFile(std::move(logFile)) {
    m_process.setProgram(executable);
    m_process.setArguments(arguments);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_logFile, QIODevice::Append);
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([parent = ::getpid()] {
        ::setsid();
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent) ::_exit(1);
    });
}

void Program::setEnvironment(const QProcessEnvironment& environment) {
    m_process.setProcessEnvironment(environment);
}

Result<void> Program::start() {
    m_process.start();
    if (!m_process.waitForStarted()) return notStarted(m_process.errorString());
    return {};
}

Result<void> Program::waitReady(const Endpoint& endpoint, const Deadline& deadline) {
    while (!endpoint.accepts()) {
        if (deadline.cancelled()) return fail(FailureCode::Cancelled);
        if (deadline.passed()) return notStarted("takes no connections");
        // Ends early when the program does.
        if (m_process.state() == QProcess::NotRunning ||
            m_process.waitForFinished(kPauseBetweenAttemptsMs))
            return notStarted(howEnded());
    }
    return {};
}

Result<void> Program::waitDone(const Deadline& deadline) {
    while (m_process.state() != QProcess::NotRunning) {
        if (deadline.cancelled()) return fail(FailureCode::Cancelled);
        if (deadline.passed()) return notStarted("does not finish");
        m_process.waitForFinished(kPauseBetweenAttemptsMs);
    }
    if (m_process.exitStatus() != QProcess::NormalExit || m_process.exitCode() != 0)
        return notStarted(howEnded());
    return {};
}

void Program::stop(std::chrono::milliseconds grace) {
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.terminate();
    if (m_process.waitForFinished(static_cast<int>(grace.count()))) return;
    m_process.kill();
    m_process.waitForFinished(static_cast<int>(grace.count()));
}

QString Program::howEnded() const {
    const bool crashed = m_process.exitStatus() == QProcess::CrashExit;
    return QString(crashed ? "signal %1" : "exit status %1").arg(m_process.exitCode());
}

std::unexpected<Failure> Program::notStarted(const QString& why) const {
    QString detail = QString("%1 did not start: %2").arg(m_name, why);
    const QString lines = lastLines(m_logFile, kLinesShown);
    if (!lines.isEmpty()) detail += QString("; the end of %1:\n%2").arg(m_logFile, lines);
    return fail(FailureCode::NotConfigured, detail.toStdString());
}

QString lastLines(const QString& file, int count) {
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly)) return {};
    const QStringList lines = QString::fromUtf8(opened.readAll()).split('\n', Qt::SkipEmptyParts);
    return lines.mid(qMax(qsizetype(0), lines.size() - count)).join('\n');
}

}  // namespace tappay::simulator::sandbox
