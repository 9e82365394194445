#include "session.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QTimer>
#include <cstdio>
#include <utility>

namespace tappay::ctl {

namespace {

void write(std::FILE* to, const QByteArray& octets) {
    std::fwrite(octets.constData(), 1, static_cast<std::size_t>(octets.size()), to);
    std::fflush(to);
}

}  // namespace

Session::Session(Invocation invocation, const QCommandLineParser& options)
    : m_invocation(std::move(invocation)), m_options(options), m_client(m_invocation.socket) {}

void Session::print(const QJsonObject& machine, const QString& human) {
    if (m_invocation.json)
        write(stdout, QJsonDocument(machine).toJson(QJsonDocument::Compact) + '\n');
    else
        write(stdout, human.toUtf8());
}

void Session::finish(const QJsonObject& machine, const QString& human, ExitStatus status) {
    if (std::exchange(m_finished, true)) return;
    print(machine, human);
    QCoreApplication::exit(static_cast<int>(status));
}

void Session::fail(const agent::Problem& problem) {
    if (std::exchange(m_finished, true)) return;
    if (m_invocation.json) print({{"error", problem.toJson()}}, {});
    say(problem.happened + QLatin1Char(' ') + problem.remedy);
    if (!problem.detail.isEmpty()) say(QLatin1Char('(') + problem.detail + QLatin1Char(')'));
    QCoreApplication::exit(static_cast<int>(statusOf(problem)));
}

void Session::usage(const QString& mistake) {
    agent::Problem problem = problemOf(FailureCode::InputMalformed, mistake);
    problem.remedy = QStringLiteral("See tappayctl --help or man tappayctl.");
    fail(problem);
}

void Session::ask(const QString& method, const QJsonObject& params,
                  std::function<void(QJsonObject)> then, std::chrono::milliseconds deadline) {
    const auto send = [this, method, params, then = std::move(then), deadline] {
        m_client.call(
            method, params,
            [this, then](const agent::Reply& reply) {
                if (reply.ok()) return then(reply.result);
                fail(*reply.problem);
            },
            deadline);
    };
    m_client.open(m_subscription);
    if (m_client.connected()) return send();
    auto* const patience = new QTimer(this);
    patience->setSingleShot(true);
    const auto once = [patience, send] {
        if (!patience->isActive()) return;
        patience->stop();
        send();
    };
    connect(&m_client, &agent::Client::connectedChanged, patience, once);
    connect(patience, &QTimer::timeout, this, send);
    patience->start(kStartWait);
}

void Session::say(const QString& line) {
    write(stderr, line.toUtf8() + '\n');
}

agent::Problem problemOf(FailureCode code, const QString& detail) {
    const auto text = [](std::string_view words) {
        return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
    };
    const FailureText& words = describe(code);
    return {agent::Problem::Cause::Refused, text(words.name), text(words.happened),
            text(words.remedy), detail};
}

ExitStatus statusOf(const agent::Problem& problem) {
    if (problem.cause == agent::Problem::Cause::Lost ||
        problem.cause == agent::Problem::Cause::NoAnswer)
        return ExitStatus::NotKnownYet;
    return problem.code.startsWith(QLatin1String("input.")) ? ExitStatus::Usage
                                                            : ExitStatus::Failed;
}

}  // namespace tappay::ctl
