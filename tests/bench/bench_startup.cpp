// How long tappayd takes from being executed to serving its socket, with an empty journal and with
// a long one, and how much memory it holds then. Prints JSON.

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QProcess>
#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

#include "agent/tappayd_home.h"
#include "bench/long_journal.h"
#include "bench/process_figures.h"

namespace tappay::bench {
namespace {

constexpr int kStarts = 20;
constexpr int kRows = 100'000;
constexpr int kPatienceMs = 30'000;

struct Start {
    double readyMs = 0;
    double residentMb = 0;
};

// Until a line on standard error has these words.
bool says(QProcess& process, const char* words, QByteArray& said) {
    while (!said.contains(words)) {
        if (!process.waitForReadyRead(kPatienceMs)) return false;
        said += process.readAllStandardError();
    }
    return true;
}

std::optional<Start> startOnce(const agent::test::TappaydHome& home, bool longJournal) {
    QProcess tappayd;
    tappayd.setReadChannel(QProcess::StandardError);
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("PCSCLITE_CSOCK_NAME", home.path("no-pcscd"));
    tappayd.setProcessEnvironment(environment);
    QByteArray said;
    QElapsedTimer timer;
    timer.start();
    tappayd.start(QCoreApplication::applicationDirPath() + "/tappayd",
                  {"--config", home.path("config.json")});
    Start start;
    bool good = says(tappayd, "ready", said);
    QLocalSocket socket;
    socket.connectToServer(home.path("app.sock"));
    good = good && socket.waitForConnected(kPatienceMs);
    start.readyMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    // The memory after everything a start brings with it.
    if (longJournal) good = good && says(tappayd, "checked up to row", said);
    if (const auto figures = figuresOf(tappayd.processId()))
        start.residentMb = static_cast<double>(figures->residentKilobytes) / 1024;
    tappayd.terminate();
    good = tappayd.waitForFinished(kPatienceMs) && good;
    if (!good) std::fprintf(stderr, "%s\n", said.constData());
    return good ? std::optional(start) : std::nullopt;
}

std::optional<QJsonObject> measure(const agent::test::TappaydHome& home, bool longJournal) {
    std::vector<double> ready;
    double resident = 0;
    for (int i = 0; i < kStarts; ++i) {
        const auto start = startOnce(home, longJournal);
        if (!start) return std::nullopt;
        ready.push_back(start->readyMs);
        resident = std::max(resident, start->residentMb);
    }
    std::ranges::sort(ready);
    return QJsonObject{{"starts", kStarts},
                       {"ready_ms", QJsonObject{{"min", ready.front()},
                                                {"median", ready[ready.size() / 2]},
                                                {"max", ready.back()}}},
                       {"rss_mb", resident}};
}

int run() {
    const agent::test::TappaydHome empty, full;
    if (const auto written = writeLongJournal(full.path("").toStdString(), kRows); !written) {
        std::fprintf(stderr, "bench_startup: %s\n", written.error().detail.c_str());
        return 1;
    }
    const auto withEmpty = measure(empty, false);
    const auto withFull = withEmpty ? measure(full, true) : std::nullopt;
    if (!withFull) return 1;
    const QJsonObject report{{"benchmark", "startup"},
                             {"empty_journal", *withEmpty},
                             {"journal_of_100000_rows", *withFull}};
    std::puts(QJsonDocument(report).toJson(QJsonDocument::Indented).constData());
    return 0;
}

}  // namespace
}  // namespace tappay::bench

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    return tappay::bench::run();
}
