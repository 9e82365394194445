#pragma once

#include <array>

#include "terminal/confirm/step_worker.h"
#include "terminal/onboarding/questions.h"
#include "terminal/security_devices.h"
#include "terminal/terminal.h"

namespace tappay::terminal {

// Asks about security devices, one question after the other, on a thread of its own. What the back
// end last said is kept in memory alone.
class DeviceKeeper final : public DeviceList {
public:
    // What it refers to outlives the keeper.
    explicit DeviceKeeper(World world) : m_world(world) {}

    [[nodiscard]] DevicesStatus devices(protocol::HolderKind holder) const override;
    Result<void> refresh(protocol::HolderKind holder) override;
    Result<void> accept(protocol::HolderKind holder, const std::string& device) override;
    Result<void> revoke(protocol::HolderKind holder, const std::string& device) override;
    void onDevices(std::function<void(protocol::HolderKind)> listener) override;

private:
    struct Known {
        DevicesStatus status;
        std::string keyId;  // of the terminal that was told
    };
    Result<void> begin(protocol::DeviceQuestion question);
    void ask(const link::TerminalIdentity& identity, const protocol::DeviceQuestion& question,
             const std::stop_token& stop);
    void change(protocol::HolderKind holder, const std::function<void(Known&)>& how);
    Known& at(protocol::HolderKind holder);

    World m_world;
    mutable std::mutex m_mutex;
    std::array<Known, 2> m_known;
    std::mutex m_telling;  // held while the listener runs
    std::function<void(protocol::HolderKind)> m_listener;
    StepWorker m_worker;  // last: it uses everything above
};

}  // namespace tappay::terminal
