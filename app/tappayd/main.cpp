#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <csignal>
#include <cstdio>

#include "application.h"
#include "hardening.h"
#include "signals/unix_signals.h"

namespace {

enum class ExitStatus : std::uint8_t { Ended = 0, Failed = 1, Configuration = 2 };

int ended(ExitStatus status) {
    return static_cast<int>(status);
}

int failed(const tappay::Log& log, const tappay::Failure& failure) {
    log.failure("start", failure);
    const bool configuration = failure.code == tappay::FailureCode::NotConfigured;
    return ended(configuration ? ExitStatus::Configuration : ExitStatus::Failed);
}

void writeLine(tappay::LogLevel, std::string_view line) {
    const std::string whole = std::string(line) + '\n';
    std::fwrite(whole.data(), 1, whole.size(), stderr);
}

}  // namespace

int main(int argc, char** argv) {
    const bool hardened = tappay::daemon::hardenProcess();
    QCoreApplication app(argc, argv);
    // Needs the application's event loop, and comes before the first thread.
    tappay::UnixSignals signals{SIGTERM, SIGINT};
    QCoreApplication::setApplicationName("tappayd");
    QCoreApplication::setApplicationVersion(TAPPAY_VERSION);

    QCommandLineParser options;
    options.setApplicationDescription(
        "The Tap & Pay application: takes card payments and serves the local API.");
    options.addHelpOption();
    options.addVersionOption();
    options.addOption({"config", "The configuration (docs/configuration.md).", "FILE"});
    options.process(app);
    if (!options.isSet("config") || !options.positionalArguments().isEmpty()) {
        std::fprintf(stderr, "usage: tappayd --config FILE\n");
        return ended(ExitStatus::Configuration);
    }

    tappay::agent::LogTail tail;
    const auto sink = tail.sink(writeLine);
    const auto config = tappay::terminal::readProgramConfig(options.value("config").toStdString());
    const tappay::Log log("tappayd", config ? config->log : tappay::LogLevel::Info, sink);
    if (!config) return failed(log, config.error());
    if (!hardened) log.warning("start", "the system does not let core dumps be switched off");

    const auto application = tappay::daemon::Application::start(*config, tail, log);
    if (!application) return failed(log, application.error());
    log.info("start", "ready, version " TAPPAY_VERSION);
    QObject::connect(&signals, &tappay::UnixSignals::raised, &app, [&log](int number) {
        log.info("start", "ends after signal " + std::to_string(number));
        QCoreApplication::quit();
    });
    return app.exec();
}
