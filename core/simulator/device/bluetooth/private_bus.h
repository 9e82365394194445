#pragma once

#include <memory>
#include <string>

#include <sys/types.h>

#include "base/result.h"

namespace tappay::simulator::device {

// A D-Bus daemon of our own in a private directory, from start() to destruction; it also ends with
// the thread that started it.
class PrivateBus {
public:
    // NotConfigured when dbus-daemon is not installed or does not start.
    static Result<std::unique_ptr<PrivateBus>> start(const std::string& directory);
    PrivateBus(const PrivateBus&) = delete;
    PrivateBus& operator=(const PrivateBus&) = delete;
    ~PrivateBus();

    // For DBUS_SYSTEM_BUS_ADDRESS.
    [[nodiscard]] const std::string& address() const { return m_address; }

private:
    PrivateBus(std::string address, pid_t process)
        : m_address(std::move(address)), m_process(process) {}

    const std::string m_address;
    const pid_t m_process;
};

}  // namespace tappay::simulator::device
