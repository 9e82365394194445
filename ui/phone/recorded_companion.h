#pragma once

#include <functional>
#include <string>
#include <vector>

#include "companion/companion.h"

namespace tappay::ui {

// A phone that shows what it is told to, and remembers what the person did.
class RecordedCompanion final : public companion::Companion {
public:
    void show(companion::CompanionStatus status);
    // Such as "refuse person", with what was said; oldest first.
    std::vector<std::string> done;

    [[nodiscard]] companion::CompanionStatus status() const override { return m_status; }
    void onChange(std::function<void()> listener) override { m_listener = std::move(listener); }
    Result<void> pair(std::string_view invitation, const std::string& name) override;
    void stopPairing() override { note("stop pairing"); }
    void leave() override { note("leave"); }
    void forget() override { note("forget"); }
    void dismiss() override { note("dismiss"); }
    void lookForDevices() override { note("look for devices"); }
    void addDevice(const confirm::FoundDevice& place, const std::string& name,
                   SecretBytes pin) override;
    void stopAdding() override { note("stop adding"); }
    void forgetDevice(const std::string& id) override { note("forget device " + id); }
    void compared(bool same) override { note(same ? "same" : "other"); }
    void look(const std::string&) override { note("look"); }
    void confirm(const std::string& id, const std::string& device, SecretBytes pin) override;
    void refuse(const std::string& id, protocol::ConfirmationReason reason) override;
    void report(const std::string&) override { note("report"); }
    void stopDevice(const std::string&) override { note("stop device"); }
    void giveUp(const std::string&) override { note("give up"); }
    void putAway(const std::string&) override { note("put away"); }

private:
    void note(std::string what) { done.push_back(std::move(what)); }

    companion::CompanionStatus m_status;
    std::function<void()> m_listener;
};

}  // namespace tappay::ui
