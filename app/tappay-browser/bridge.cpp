#include "tappay-browser/bridge.h"

#include <QtCore/QJsonDocument>
#include <algorithm>

#include "tappay-browser/replies.h"

namespace tappay::browser {

namespace {

constexpr qsizetype kLongestRequest = 64 * 1024;  // of the local API, line end included
constexpr std::size_t kMostAsked = 8;             // at once

QByteArray request(const Command& command) {
    QJsonObject parameters = command.arguments;
    if (command.kind == Command::Kind::Ready)
        parameters.insert(QLatin1String("host"), QStringLiteral(TAPPAY_VERSION));
    const QJsonObject object{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")},
                             {QStringLiteral("id"), command.id},
                             {QStringLiteral("method"), methodOf(command.kind)},
                             {QStringLiteral("params"), parameters}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact).append('\n');
}

}  // namespace

void Bridge::greet() {
    m_around.tellPlugin(greeting());
}

void Bridge::onMessage(const QByteArray& message, Time now) {
    const auto command = readCommand(message);
    if (!command) {
        m_around.tellPlugin(failure(command.error().id, command.error().failure));
        return;
    }
    m_idleUntil = now + kIdle;
    if (const auto fits = fitsState(*command); !fits)
        m_around.tellPlugin(failure(command->id, fits.error()));
    else
        ask(*command, now);
}

Result<void> Bridge::fitsState(const Command& command) const {
    if (m_asked.contains(command.id))
        return fail(FailureCode::InputMalformed, "the id of a question that is still open");
    if (m_asked.size() >= kMostAsked) return fail(FailureCode::Busy, "too many questions at once");
    switch (command.kind) {
        case Command::Kind::Ready:
            return {};
        case Command::Kind::Start:
        case Command::Kind::Manage:
            if (m_state == State::Greeted)
                return fail(FailureCode::InputMalformed, "checkout.ready comes first");
            if (m_state != State::Ready) return fail(FailureCode::Busy, "one payment a connection");
            return {};
        case Command::Kind::Cancel:
        case Command::Kind::Answer:
            break;
    }
    const QString id = command.arguments.value(QLatin1String("id")).toString();
    if (m_state != State::Paying || id != m_payment)
        return fail(FailureCode::NotFound, "not the payment of this connection");
    return {};
}

void Bridge::ask(const Command& command, Time now) {
    const QByteArray line = request(command);
    if (line.size() > kLongestRequest) {
        m_around.tellPlugin(
            failure(command.id, Failure{FailureCode::InputMalformed, "more than 64 KiB"}));
        return;
    }
    const bool starts = command.kind == Command::Kind::Start;
    if (!m_around.askApplication(line)) {
        m_around.tellPlugin(failure(command.id, kUnreachable));
        return;
    }
    if (starts) m_state = State::Starting;
    if (starts && !m_windowThere) m_around.startWindow();
    m_asked.emplace(command.id, Asked{command.kind, now + kPatience});
}

void Bridge::onLine(const QByteArray& line) {
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject()) {
        onApplicationGone();  // not our protocol
        m_around.end();
        return;
    }
    const QJsonObject message = document.object();
    const QString method = message.value(QLatin1String("method")).toString();
    if (method.isEmpty())
        onAnswer(message.value(QLatin1String("id")).toInteger(), message);
    else
        onNotification(method, message.value(QLatin1String("params")).toObject());
}

void Bridge::onAnswer(qint64 id, const QJsonObject& answer) {
    const auto found = m_asked.find(id);
    if (found == m_asked.end()) return;  // after its deadline
    const Command::Kind kind = found->second.kind;
    m_asked.erase(found);
    if (answer.contains(QLatin1String("error"))) {
        if (kind == Command::Kind::Start) m_state = State::Ready;
        m_around.tellPlugin(refusal(id, answer.value(QLatin1String("error")).toObject()));
    } else {
        onResult(id, kind, answer.value(QLatin1String("result")).toObject());
    }
}

void Bridge::onResult(qint64 id, Command::Kind kind, const QJsonObject& answer) {
    if (kind == Command::Kind::Ready) {
        if (answer.value(QLatin1String("checkout")).toInt() != kCheckout) {
            m_around.tellPlugin(failure(id, kVersionDiffers));
            return;
        }
        if (m_state == State::Greeted) m_state = State::Ready;
        m_windowThere = answer.value(QLatin1String("window")).toBool();
    } else if (kind == Command::Kind::Start) {
        m_payment = answer.value(QLatin1String("id")).toString();
        m_state = State::Paying;
    }
    m_around.tellPlugin(result(id, answer));
}

void Bridge::onNotification(const QString& name, const QJsonObject& arguments) {
    if (name == QLatin1String("checkout.changed") || name == QLatin1String("checkout.carry"))
        m_around.tellPlugin(event(name, arguments));
}

void Bridge::onApplicationGone() {
    for (const auto& [id, asked] : m_asked)
        m_around.tellPlugin(failure(id, kLost));
    m_asked.clear();
    if (m_state == State::Paying || m_state == State::Starting) {
        m_around.tellPlugin(applicationLost());
        m_around.end();
    }
    m_state = State::Greeted;
}

void Bridge::onTime(Time now) {
    for (auto asked = m_asked.begin(); asked != m_asked.end();) {
        if (asked->second.until > now) {
            ++asked;
            continue;
        }
        m_around.tellPlugin(failure(asked->first, kNoAnswer));
        if (asked->second.kind == Command::Kind::Start) m_around.end();  // it may have begun
        asked = m_asked.erase(asked);
    }
    if (m_state < State::Starting && m_idleUntil <= now) m_around.end();
}

Bridge::Time Bridge::nextDeadline() const {
    Time next = m_state < State::Starting ? m_idleUntil : Time::max();
    for (const auto& [id, asked] : m_asked)
        next = std::min(next, asked.until);
    return next;
}

}  // namespace tappay::browser
