#include "simulator/sandbox/short_run.h"

#include <QProcess>

namespace tappay::simulator::sandbox {

namespace {

constexpr int kPauseMs = 5;

}  // namespace

Result<QString> runShortly(const QString& what, const QString& program,
                           const QStringList& arguments, const Deadline& deadline) {
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    while (process.state() != QProcess::NotRunning && !process.waitForFinished(kPauseMs)) {
        if (!deadline.passed() && !deadline.cancelled()) continue;
        process.kill();
        process.waitForFinished();
        if (deadline.cancelled()) return fail(FailureCode::Cancelled);
    }
    if (process.error() != QProcess::FailedToStart &&
        process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    const QString said = QString::fromUtf8(process.readAllStandardError()).trimmed();
    return fail(FailureCode::NotConfigured,
                (what + ": " + (said.isEmpty() ? process.errorString() : said)).toStdString());
}

}  // namespace tappay::simulator::sandbox
