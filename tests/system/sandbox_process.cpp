#include "sandbox_process.h"

#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include "agent/client.h"
#include "simulator/card/control.h"

namespace tappay::system_test {

namespace {

constexpr int kStartMs = 30'000, kStopMs = 20'000, kGoneIn = 10'000;

QJsonObject parsed(const QByteArray& json) {
    return QJsonDocument::fromJson(json).object();
}

}  // namespace

QJsonObject Finished::json() const {
    return parsed(output);
}

QString Finished::failure() const {
    const QJsonObject said = json();
    const char* where = said.contains("error") ? "error" : "failure";
    return said.value(QLatin1String(where)).toObject().value("code").toString();
}

std::string Finished::everything() const {
    return output.toStdString() + errors.toStdString();
}

Finished runProgram(const QString& program, const QStringList& arguments, const QByteArray& input,
                    const QProcessEnvironment& environment, std::chrono::milliseconds limit) {
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(static_cast<int>(limit.count()))) {
        process.kill();
        process.waitForFinished();
    }
    const bool signalled = process.exitStatus() == QProcess::CrashExit;
    return {signalled ? 128 + process.exitCode() : process.exitCode(),
            process.readAllStandardOutput(), process.readAllStandardError()};
}

QString binary(const QString& name) {
    return QString(TAPPAY_BIN_DIR "/") + name;
}

SandboxProcess::SandboxProcess(const QStringList& options) {
    QStringList line = QStringList{"up"} + options;
    // The quickest to make and to use, where the test is not about the chip.
    if (!options.contains("--chip")) line += {"--chip", "software"};
    m_process.start(binary("tappay-sandbox"), line);
    QByteArray said;
    QDeadlineTimer deadline(kStartMs);
    while (!said.contains("# ready") && !deadline.hasExpired() &&
           m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
        said += m_process.readAllStandardOutput();
    m_ready = said.contains("# ready");
    const QByteArray before = "TAPPAY_SANDBOX_DIR='";
    const qsizetype begin = said.indexOf(before) + before.size();
    m_directory = QString::fromUtf8(said.mid(begin, said.indexOf('\'', begin) - begin));
    QFile summary(path("sandbox.json"));
    if (m_ready && summary.open(QIODevice::ReadOnly)) m_summary = parsed(summary.readAll());
}

SandboxProcess::~SandboxProcess() {
    m_process.terminate();
    if (!m_process.waitForFinished(kStopMs)) m_process.kill();
    m_process.waitForFinished();
}

QString SandboxProcess::path(const QString& relative) const {
    return m_directory + '/' + relative;
}

QProcessEnvironment SandboxProcess::environment() const {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QJsonObject variables = m_summary.value("environment").toObject();
    for (const QString& name : variables.keys())
        environment.insert(name, variables.value(name).toString());
    return environment;
}

qint64 SandboxProcess::processId(const QString& program) const {
    for (const QJsonValue& entry : m_summary.value("programs").toArray()) {
        if (entry.toObject().value("name") == program)
            return entry.toObject().value("pid").toInteger();
    }
    return 0;
}

QByteArray SandboxProcess::messages() {
    m_process.waitForReadyRead(0);
    return m_process.readAllStandardError();
}

void SandboxProcess::kill(const QString& program) const {
    const auto process = static_cast<pid_t>(processId(program));
    if (process <= 0) return;
    // Not ours to wait for, and it holds its lock until it is really gone.
    const auto watched = static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
    ::kill(process, SIGKILL);
    if (watched < 0) return;
    pollfd gone{watched, POLLIN, 0};
    (void)::poll(&gone, 1, kGoneIn);
    ::close(watched);
}

std::unique_ptr<QProcess> SandboxProcess::restart(const QString& program,
                                                  const QString& configuration) const {
    // Quiet and gone with the test, whatever becomes of it.
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment());
    process->setStandardErrorFile(path("logs/again.log"));
    process->start(binary(program), {"--config", path(configuration)});
    process->waitForStarted();
    return process;
}

Finished SandboxProcess::ctl(const QStringList& arguments, const QByteArray& input) const {
    return runProgram(binary("tappayctl"), QStringList{"--json"} + arguments, input, environment());
}

Finished SandboxProcess::sale(const QString& amount, const QString& card,
                              const QByteArray& pin) const {
    remove();
    insert(card);
    return ctl({"sale", "--amount", amount, "--pin-stdin"}, pin);
}

QJsonObject SandboxProcess::cards(const QJsonObject& request) const {
    const auto answer =
        simulator::askControl(path("sim.sock").toStdString(),
                              QJsonDocument(request).toJson(QJsonDocument::Compact).toStdString());
    return answer ? parsed(QByteArray::fromStdString(*answer)) : QJsonObject{};
}

void SandboxProcess::insert(const QString& card) const {
    cards({{"cmd", "insert"}, {"card", card}});
}

void SandboxProcess::remove() const {
    cards({{"cmd", "remove"}});
}

QJsonObject SandboxProcess::totals() const {
    return runProgram(binary("tappay-sim"),
                      {"network", "totals", "--json", "--config", path("sim/network.json")})
        .json();
}

QJsonObject SandboxProcess::ledgerEntry(const QString& stan) const {
    for (const QJsonValue& entry : totals().value("entries").toArray()) {
        if (entry.toObject().value("stan") == stan) return entry.toObject();
    }
    return {};
}

QString SandboxProcess::net() const {
    const QJsonArray terminals = totals().value("terminals").toArray();
    return terminals.isEmpty() ? "0.00" : terminals.first().toObject().value("net").toString();
}

QJsonObject SandboxProcess::transaction(const QString& id) const {
    return ctl({"show", id}).json();
}

QJsonObject SandboxProcess::waitForState(const QString& id, const QStringList& states,
                                         std::chrono::milliseconds limit) const {
    QEventLoop loop;
    QJsonObject last;
    const auto take = [&](const QJsonObject& transaction) {
        if (!id.isEmpty() && transaction.value("id") != id) return;
        last = transaction;
        if (states.contains(last.value("state").toString())) loop.quit();
    };
    agent::Client client(path("app.sock"));
    QObject::connect(&client, &agent::Client::transactionChanged, &loop, take);
    QObject::connect(&client, &agent::Client::subscribed, &loop,
                     [&](const QJsonObject&, const QJsonArray& transactions) {
                         for (const QJsonValue& transaction : transactions)
                             take(transaction.toObject());
                     });
    QTimer::singleShot(limit, &loop, &QEventLoop::quit);
    client.open();
    loop.exec();
    return last;
}

}  // namespace tappay::system_test
