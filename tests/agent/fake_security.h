#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "terminal/security.h"

namespace tappay::agent::test {

// What docs/api.md shows.
terminal::SecurityStatus exampleSecurity();
// A machine that is no terminal yet.
terminal::SecurityStatus notEnrolled();

// Security without a chip: keeps what it is told and records what it is asked. Thread-safe.
class FakeSecurity final : public terminal::Security {
public:
    // --- what the test decides
    void put(const terminal::SecurityStatus& status);  // stores and tells
    void failNext(FailureCode code, std::string detail = {});
    // Called once a step has begun, before the call returns: "enrol", "sign on", "renew" or
    // "manage".
    std::function<void(const std::string& what)> onBegin;

    // --- what the test sees
    [[nodiscard]] std::vector<std::string> calls() const;

    [[nodiscard]] terminal::SecurityStatus security() const override;
    Result<void> enrol(const std::string& code) override;
    Result<void> signOn() override;
    Result<void> renewKeys() override;
    // Whatever the command is, it wants a sign-on.
    Result<protocol::ManagementTask> manage(const std::string& compact) override;
    void onSecurity(std::function<void(const terminal::SecurityStatus&)> listener) override;

private:
    Result<void> begin(const std::string& what, const std::string& call,
                       terminal::SecurityStep step);

    mutable std::mutex m_mutex;
    terminal::SecurityStatus m_status = exampleSecurity();
    std::optional<Failure> m_failNext;
    std::vector<std::string> m_calls;
    std::function<void(const terminal::SecurityStatus&)> m_listener;
};

}  // namespace tappay::agent::test
