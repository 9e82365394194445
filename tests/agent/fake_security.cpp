#include "agent/fake_security.h"

#include <utility>

namespace tappay::agent::test {

using terminal::SecurityChange;
using terminal::SecurityStatus;
using terminal::SecurityStep;

namespace {

terminal::Time at(int seconds) {
    using namespace std::chrono;
    return sys_days(year(2026) / 11 / 22) + hours(8) + minutes(1) + std::chrono::seconds(seconds);
}

terminal::Time day(int y, unsigned m, unsigned d) {
    return std::chrono::sys_days(std::chrono::year(y) / static_cast<int>(m) / static_cast<int>(d));
}

}  // namespace

SecurityStatus notEnrolled() {
    SecurityStatus it;
    it.chip.form = chip::Form::Virtual;
    it.chip.description = {"IBM", "SW TPM", "8215.1561"};
    return it;
}

SecurityStatus exampleSecurity() {
    SecurityStatus it = notEnrolled();
    it.enrolment = terminal::EnrolmentFacts{"10000001",        "898310054110001",     "Corner Shop",
                                            "7H3KQ2M9XW4T",    "Tap & Pay terminals", "5F02A7C41D",
                                            day(2026, 11, 22), day(2028, 11, 21)};
    it.masterKey = terminal::KeyFacts{"4A091C", 1, at(0)};
    it.keyRenewal = at(0) + std::chrono::days(30);
    it.signOn = terminal::SignOnFacts{
        {"7F2290", 0, at(1)}, {"", 0, at(1)}, "000127", 17, at(1), at(1) + std::chrono::days(1)};
    it.parameters = terminal::ParametersFacts{3, "test", at(2), 5, 4};
    it.changes = {{SecurityChange::What::Parameters, at(2), "3"},
                  {SecurityChange::What::SignedOn, at(1), "000127"}};
    return it;
}

void FakeSecurity::put(const SecurityStatus& status) {
    std::function<void(const SecurityStatus&)> listener;
    {
        const std::scoped_lock lock(m_mutex);
        m_status = status;
        listener = m_listener;
    }
    if (listener) listener(status);
}

void FakeSecurity::failNext(FailureCode code, std::string detail) {
    const std::scoped_lock lock(m_mutex);
    m_failNext = Failure{code, std::move(detail)};
}

std::vector<std::string> FakeSecurity::calls() const {
    const std::scoped_lock lock(m_mutex);
    return m_calls;
}

SecurityStatus FakeSecurity::security() const {
    const std::scoped_lock lock(m_mutex);
    return m_status;
}

Result<void> FakeSecurity::begin(const std::string& what, const std::string& call,
                                 SecurityStep step) {
    SecurityStatus begun;
    {
        const std::scoped_lock lock(m_mutex);
        m_calls.push_back(call);
        if (m_failNext) return std::unexpected(*std::exchange(m_failNext, std::nullopt));
        begun = m_status;
    }
    begun.step = step;
    put(begun);
    if (onBegin) onBegin(what);
    return {};
}

Result<void> FakeSecurity::enrol(const std::string& code) {
    return begin("enrol", "enrol " + code, SecurityStep::Enrolling);
}

Result<void> FakeSecurity::signOn() {
    return begin("sign on", "sign on", SecurityStep::SigningOn);
}

Result<void> FakeSecurity::renewKeys() {
    return begin("renew", "renew", SecurityStep::FetchingKey);
}

Result<protocol::ManagementTask> FakeSecurity::manage(const std::string& compact) {
    TAPPAY_CHECK(begin("manage", "manage " + compact, SecurityStep::SigningOn));
    return protocol::ManagementTask::SignOn;
}

void FakeSecurity::onSecurity(std::function<void(const SecurityStatus&)> listener) {
    const std::scoped_lock lock(m_mutex);
    m_listener = std::move(listener);
}

}  // namespace tappay::agent::test
