#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "terminal/cardholder.h"

namespace tappay::agent::test {

// What docs/api.md shows.
terminal::CardholderStatus exampleCardholder();

// An account without a back end: keeps what it is told and records what it is asked. Thread-safe.
class FakeCardholder final : public terminal::CardholderAccount {
public:
    // --- what the test decides
    void put(const terminal::CardholderStatus& status);  // stores and tells
    void failNext(FailureCode code, std::string detail = {});
    // Called once a step has begun, before the call returns, with what was asked: "add card", ...
    std::function<void(const std::string& what)> onBegin;
    std::string exported = "{}";

    // --- what the test sees
    [[nodiscard]] std::vector<std::string> calls() const;

    [[nodiscard]] terminal::CardholderStatus cardholder() const override;
    Result<void> refresh() override;
    Result<void> addCard() override;
    Result<void> cancel() override;
    Result<void> unbind(const std::string& card) override;
    Result<void> removeDevice(const std::string& device) override;
    Result<void> setLimits(const protocol::CardholderLimits& limits) override;
    Result<void> forget() override;
    void exportData(Exported done) override;  // from a thread of its own
    void onCardholder(std::function<void(const terminal::CardholderStatus&)> listener) override;

private:
    Result<void> begin(const std::string& what, terminal::CardholderStep step);

    mutable std::mutex m_mutex;
    terminal::CardholderStatus m_status = exampleCardholder();
    std::optional<Failure> m_failNext;
    std::vector<std::string> m_calls;
    std::function<void(const terminal::CardholderStatus&)> m_listener;
};

}  // namespace tappay::agent::test
