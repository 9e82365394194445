#include "simulator/sandbox/session.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <iostream>

#include "simulator/sandbox/signals.h"

namespace tappay::simulator::sandbox {

namespace {

constexpr int kNotStarted = 125, kNotExecutable = 127, kSignalled = 128;
constexpr auto kProgram = "tappay-sandbox: ";

void say(const QString& text) {
    std::cerr << kProgram << text.toStdString() << std::endl;
}

void sayTimes(qint64 ready, std::chrono::milliseconds enrolment) {
    QString text = QString("ready in %1 ms").arg(ready);
    if (enrolment.count() > 0)
        text += QString(", %1 of them to enrol, get the keys and sign on").arg(enrolment.count());
    say(text);
}

int runCommand(const Options& options, const Sandbox& sandbox, Signals& signals) {
    QProcess command;
    command.setProcessEnvironment(sandbox.environment());
    command.setProcessChannelMode(QProcess::ForwardedChannels);
    command.setInputChannelMode(QProcess::ForwardedInputChannel);
    QObject::connect(&command, &QProcess::finished, QCoreApplication::instance(),
                     &QCoreApplication::quit);
    // Ctrl-C reaches the command by itself; passing it on twice does no harm.
    QObject::connect(&signals, &Signals::received, &command,
                     [&command](int) { command.terminate(); });
    command.start(options.command.first(), options.command.mid(1));
    if (!command.waitForStarted()) {
        say(options.command.first() + ": " + command.errorString());
        return kNotExecutable;
    }
    if (command.state() != QProcess::NotRunning) QCoreApplication::exec();
    const bool signalled = command.exitStatus() == QProcess::CrashExit;
    return signalled ? kSignalled + command.exitCode() : command.exitCode();
}

int stay(const Sandbox& sandbox, Signals& signals) {
    for (const auto& [name, value] : sandbox.variables())
        std::cout << "export " << name.toStdString() << "='" << value.toStdString() << "'\n";
    std::cout << "# ready; Ctrl-C takes everything down" << std::endl;
    QObject::connect(&signals, &Signals::received, QCoreApplication::instance(),
                     &QCoreApplication::quit);
    if (!signals.stop().stop_requested()) QCoreApplication::exec();
    return 0;
}

}  // namespace

int runSession(const Options& options, const QString& programs) {
    Signals signals;
    QElapsedTimer elapsed;
    elapsed.start();
    Sandbox sandbox(options, programs);
    QObject::connect(&sandbox, &Sandbox::programEnded,
                     [](const QString& name, const QString& how, const QString& logFile) {
                         say(QString("%1 ended (%2); its log is %3").arg(name, how, logFile));
                     });
    if (const auto started = sandbox.start(signals.stop()); !started) {
        say(QString::fromStdString(started.error().detail.empty()
                                       ? std::string(describe(started.error().code).happened)
                                       : started.error().detail));
        return kNotStarted;
    }
    if (options.verbose) sayTimes(elapsed.elapsed(), sandbox.enrolmentTime());
    if (!sandbox.enrolmentCode().isEmpty())
        say("not enrolled yet; the code is " + sandbox.enrolmentCode());
    return options.stay ? stay(sandbox, signals) : runCommand(options, sandbox, signals);
}

}  // namespace tappay::simulator::sandbox
