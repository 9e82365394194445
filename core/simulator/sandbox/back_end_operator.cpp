#include "simulator/sandbox/back_end_operator.h"

#include <QProcess>

namespace tappay::simulator::sandbox {

namespace {

constexpr const char* kMerchantName = "Corner Shop";
constexpr int kPauseMs = 5;

}  // namespace

Result<QString> BackEndOperator::makeCode(const Deadline& deadline) const {
    return run({"code", kTerminalId, kMerchantId, kMerchantName}, deadline);
}

Result<void> BackEndOperator::giveParameters(const Deadline& deadline) const {
    TAPPAY_CHECK(run({"parameters", m_layout.path("sim/parameters.json")}, deadline));
    return {};
}

Result<QString> BackEndOperator::run(const QStringList& words, const Deadline& deadline) const {
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(m_program, QStringList{"--config", m_layout.path("backend/config.json")} + words);
    while (process.state() != QProcess::NotRunning && !process.waitForFinished(kPauseMs)) {
        if (!deadline.passed() && !deadline.cancelled()) continue;
        process.kill();
        process.waitForFinished();
        if (deadline.cancelled()) return fail(FailureCode::Cancelled);
    }
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    const QString said = QString::fromUtf8(process.readAllStandardError()).trimmed();
    return fail(FailureCode::NotConfigured, ("tappay-backend " + words.first() + ": " +
                                             (said.isEmpty() ? process.errorString() : said))
                                                .toStdString());
}

}  // namespace tappay::simulator::sandbox
