#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "protocol/security_device.h"

// What a person sees and does of the security devices that sign confirmations. Thread-safe; calls
// return at once.
namespace tappay::terminal {

struct DevicesStatus {
    protocol::HolderKind holder = protocol::HolderKind::Cardholder;
    std::vector<protocol::SecurityDevice> devices;
    bool asking = false;
    std::optional<std::chrono::system_clock::time_point> asked;  // when the back end last told
    std::optional<Failure> failure;                              // of the last step
};

class DeviceList {
public:
    virtual ~DeviceList() = default;

    [[nodiscard]] virtual DevicesStatus devices(protocol::HolderKind holder) const = 0;

    // Here and below: Busy while another step runs, and the failure of the terminal's standing.
    // When it returns the step has begun, and how it goes is in devices().
    virtual Result<void> refresh(protocol::HolderKind holder) = 0;
    // Agrees to one that a phone has brought.
    virtual Result<void> accept(protocol::HolderKind holder, const std::string& device) = 0;
    virtual Result<void> revoke(protocol::HolderKind holder, const std::string& device) = 0;

    // Called on the thread that changes it.
    virtual void onDevices(std::function<void(protocol::HolderKind)> listener) = 0;
};

}  // namespace tappay::terminal
