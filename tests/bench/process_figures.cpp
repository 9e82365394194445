#include "bench/process_figures.h"

#include <unistd.h>

#include <QDir>
#include <QFile>

namespace tappay::bench {

namespace {

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// "Name:   123 kB" -> 123
qint64 number(const QByteArray& status, const char* name) {
    for (const QByteArray& line : status.split('\n'))
        if (line.startsWith(name))
            return line.mid(line.indexOf(':') + 1).simplified().split(' ')[0].toLongLong();
    return 0;
}

// Fields of /proc/PID/stat after the name in parentheses, which may hold blanks.
QList<QByteArray> statFields(const QByteArray& stat) {
    return stat.mid(stat.lastIndexOf(')') + 2).split(' ');
}

}  // namespace

std::optional<ProcessFigures> figuresOf(qint64 processId) {
    const QString base = QStringLiteral("/proc/%1").arg(processId);
    const QByteArray status = read(base + "/status");
    const QList<QByteArray> stat = statFields(read(base + "/stat"));
    if (status.isEmpty() || stat.size() < 13) return std::nullopt;
    ProcessFigures figures;
    figures.residentKilobytes = number(status, "VmRSS");
    const qint64 ticks = stat[11].toLongLong() + stat[12].toLongLong();
    figures.cpuMilliseconds = ticks * 1000 / ::sysconf(_SC_CLK_TCK);
    for (const QString& task : QDir(base + "/task").entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        figures.voluntarySwitches +=
            number(read(base + "/task/" + task + "/status"), "voluntary_ctxt_switches");
    return figures;
}

std::optional<qint64> childNamed(qint64 parent, const char* name) {
    for (const QString& entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        bool isProcess = false;
        const qint64 id = entry.toLongLong(&isProcess);
        if (!isProcess) continue;
        const QByteArray status = read(QStringLiteral("/proc/%1/status").arg(id));
        if (number(status, "PPid") == parent &&
            read(QStringLiteral("/proc/%1/comm").arg(id)).trimmed() == name)
            return id;
    }
    return std::nullopt;
}

}  // namespace tappay::bench
