#include "standing.h"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <QDeadlineTimer>
#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QThread>
#include <QTimer>

#include "agent/client.h"

namespace tappay::system_test {

namespace {

constexpr int kLimitMs = 30'000, kPauseMs = 5;

QByteArray contentsOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// The parent stands behind the name, which may hold anything.
qint64 parentOf(const QString& process) {
    const QByteArray facts = contentsOf("/proc/" + process + "/stat");
    return facts.mid(facts.lastIndexOf(')') + 2).split(' ').value(1).toLongLong();
}

bool isChip(const QString& process) {
    return contentsOf("/proc/" + process + "/comm").trimmed() == "swtpm";
}

}  // namespace

Finished operate(const SandboxProcess& sandbox, const QStringList& words) {
    return runProgram(binary("tappay-backend"),
                      QStringList{"--config", sandbox.path("backend/config.json")} + words);
}

int audited(const SandboxProcess& sandbox, const QString& what) {
    int count = 0;
    for (const QByteArray& line : operate(sandbox, {"audit"}).output.split('\n'))
        count += line.split('\t').value(2) == what.toUtf8() ? 1 : 0;
    return count;
}

QString waitForStanding(const SandboxProcess& sandbox, const QString& wanted) {
    QEventLoop loop;
    QString last = "app.unreachable";
    const auto take = [&](const QJsonObject& status) {
        last = status.value("standing").toObject().value("code").toString();
        if (last == wanted) loop.quit();
    };
    agent::Client client(sandbox.path("app.sock"));
    QObject::connect(&client, &agent::Client::statusChanged, &loop, take);
    QObject::connect(&client, &agent::Client::subscribed, &loop,
                     [&](const QJsonObject& status, const QJsonArray&) { take(status); });
    QTimer::singleShot(kLimitMs, &loop, &QEventLoop::quit);
    client.open();
    loop.exec();
    return last;
}

QJsonObject security(const SandboxProcess& sandbox) {
    return sandbox.ctl({"security"}).json();
}

qint64 chipProcess(qint64 tappayd) {
    const QDeadlineTimer deadline(kLimitMs);
    while (!deadline.hasExpired()) {
        for (const QString& process : QDir("/proc").entryList(QDir::Dirs)) {
            if (process.toLongLong() > 0 && parentOf(process) == tappayd && isChip(process))
                return process.toLongLong();
        }
        QThread::msleep(kPauseMs);
    }
    return 0;
}

bool killChip(qint64 process) {
    const auto handle = static_cast<int>(::syscall(SYS_pidfd_open, static_cast<pid_t>(process), 0));
    if (handle < 0) return false;
    // Looked at again behind the handle: numbers of processes are used again.
    const bool killed = isChip(QString::number(process)) &&
                        ::syscall(SYS_pidfd_send_signal, handle, SIGKILL, nullptr, 0) == 0;
    pollfd gone{handle, POLLIN, 0};
    const bool ended = killed && ::poll(&gone, 1, kLimitMs) == 1;
    ::close(handle);
    return ended;
}

}  // namespace tappay::system_test
