#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "agent/confirming.h"

namespace tappay::agent::test {

// What docs/api.md shows.
terminal::PhonesStatus examplePhones();
terminal::DevicesStatus exampleDevices();
terminal::ConfirmationSnapshot exampleConfirmation();

// Phones, devices and confirmations without a back end: keep what they are told and record what
// they are asked. Thread-safe.
class FakeConfirming final : public terminal::PhoneList,
                             public terminal::DeviceList,
                             public terminal::Confirmations {
public:
    FakeConfirming();

    // --- what the test decides; stores and tells
    void put(const terminal::PhonesStatus& status);
    void put(const terminal::DevicesStatus& status);
    void put(const terminal::ConfirmationSnapshot& confirmation);
    void failNext(FailureCode code, std::string detail = {});
    // Called once something was asked, before the call returns: "pair cardholder", ...
    std::function<void(const std::string& what)> onBegin;

    // --- what the test sees
    [[nodiscard]] std::vector<std::string> calls() const;
    [[nodiscard]] protocol::ConfirmationIntent lastIntent() const;
    [[nodiscard]] Confirming all() { return {this, this, this}; }

    [[nodiscard]] terminal::PhonesStatus phones(protocol::HolderKind holder) const override;
    Result<void> pair(protocol::HolderKind holder) override;
    Result<void> accept() override;
    Result<void> refuse() override;
    Result<void> close() override;
    Result<void> rename(protocol::HolderKind holder, const std::string& phone,
                        const std::string& name) override;
    void onPhones(std::function<void(protocol::HolderKind)> listener) override;

    [[nodiscard]] terminal::DevicesStatus devices(protocol::HolderKind holder) const override;
    Result<void> accept(protocol::HolderKind holder, const std::string& device) override;
    void onDevices(std::function<void(protocol::HolderKind)> listener) override;

    // Of both lists.
    Result<void> refresh(protocol::HolderKind holder) override;
    Result<void> revoke(protocol::HolderKind holder, const std::string& id) override;

    Result<terminal::ConfirmationSnapshot> start(protocol::ConfirmationIntent intent) override;
    Result<terminal::ConfirmationSnapshot> withdraw(const std::string& key) override;
    [[nodiscard]] Result<terminal::ConfirmationSnapshot> confirmation(
        const std::string& key) const override;
    [[nodiscard]] Result<std::vector<terminal::ConfirmationSnapshot>> confirmations(
        int limit) const override;
    void onConfirmation(std::function<void(const std::string& key)> listener) override;

private:
    Result<void> begin(const std::string& what);

    mutable std::mutex m_mutex;
    std::map<protocol::HolderKind, terminal::PhonesStatus> m_phones;
    std::map<protocol::HolderKind, terminal::DevicesStatus> m_devices;
    std::vector<terminal::ConfirmationSnapshot> m_confirmations;  // newest first
    protocol::ConfirmationIntent m_lastIntent;
    std::optional<Failure> m_failNext;
    std::vector<std::string> m_calls;
    std::function<void(protocol::HolderKind)> m_phoneListener, m_deviceListener;
    std::function<void(const std::string&)> m_confirmationListener;
};

}  // namespace tappay::agent::test
