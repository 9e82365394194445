#include "agent/management_desk.h"

#include <utility>

namespace tappay::agent {

namespace {
constexpr std::chrono::seconds kWait{8};  // a caller waits for ten
}

ManagementDesk::ManagementDesk(terminal::Security* security) : m_security(security) {
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { answer(result("running")); });
}

void ManagementDesk::run(const std::string& command, Respond respond) {
    if (m_security == nullptr)
        return respond(fail(FailureCode::NotEnrolled, "no security chip of its own"));
    if (m_respond) return respond(fail(FailureCode::Busy, "another command is carried out"));
    const auto begun = m_security->manage(command);
    if (!begun) return respond(std::unexpected(begun.error()));
    m_task = *begun;
    m_respond = std::move(respond);
    m_patience.start(kWait);
    changed();
}

void ManagementDesk::changed() {
    if (!m_respond) return;
    const auto now = m_security->security();
    if (now.step != terminal::SecurityStep::Idle) return;
    if (now.failure)
        answer(std::unexpected(*now.failure));
    else
        answer(result("done"));
}

void ManagementDesk::answer(Result<QJsonObject> answer) {
    m_patience.stop();
    std::exchange(m_respond, nullptr)(std::move(answer));
}

QJsonObject ManagementDesk::result(const char* state) const {
    const auto task = protocol::nameOf(m_task);
    return {{"task", QString::fromUtf8(task.data(), qsizetype(task.size()))},
            {"state", QLatin1String(state)}};
}

void runManagement(const Call& call) {
    call.around.management.run(call.params.value(QLatin1String("command")).toString().toStdString(),
                               call.respond);
}

}  // namespace tappay::agent
