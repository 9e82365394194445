// What the window costs until the amount can be typed, beside a window with one text. Prints JSON.

#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <algorithm>
#include <array>
#include <cstdio>

namespace {

constexpr std::size_t kRuns = 7;
using Figures = std::array<double, kRuns>;

double median(Figures figures) {
    std::ranges::sort(figures);
    return figures.at(kRuns / 2);
}

double milliseconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_usec) / 1e3;
}

// From exec to the end; empty when a run failed.
QJsonObject measure(const char* program) {
    QByteArray path = (QCoreApplication::applicationDirPath() + "/" + program).toLocal8Bit();
    QByteArray option("--exit-after-first-frame");
    Figures cpu{}, resident{}, wall{};
    for (std::size_t run = 0; run < kRuns; ++run) {
        std::array<char*, 3> arguments{path.data(), option.data(), nullptr};
        pid_t child = 0;
        int status = 0;
        rusage used{};
        QElapsedTimer timer;
        timer.start();
        if (::posix_spawn(&child, path.constData(), nullptr, nullptr, arguments.data(), environ) !=
                0 ||
            ::wait4(child, &status, 0, &used) != child || status != 0)
            return {};
        wall.at(run) = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        cpu.at(run) = milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
        resident.at(run) = static_cast<double>(used.ru_maxrss) / 1024;
    }
    return {{"cpu_ms", median(cpu)}, {"rss_mb", median(resident)}, {"wall_ms", median(wall)}};
}

}  // namespace

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    if (!qEnvironmentVariableIsSet("TAPPAY_SANDBOX_DIR"))
        return QProcess::execute(
            QCoreApplication::applicationDirPath() + "/tappay-sandbox",
            {"run", "--card", "debit", "--", QCoreApplication::applicationFilePath()});
    const QJsonObject plain = measure("plain_window");
    const QJsonObject shop = measure("tappay");
    if (plain.isEmpty() || shop.isEmpty()) return 1;
    const QJsonObject report{
        {"benchmark", "window"}, {"runs", int{kRuns}}, {"plain_window", plain}, {"tappay", shop}};
    std::puts(QJsonDocument(report).toJson(QJsonDocument::Indented).constData());
    return 0;
}
