#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"

namespace tappay::agent {

// Who may use one socket: the user the application runs as and root, and with a group its members
// too. Not a defence against other programs of those people.
class Admission {
public:
    Admission() = default;
    // Empty: without a group. NotConfigured when the system knows no such group.
    static Result<Admission> ofGroup(const std::string& name);

    // A missing directory of a socket is made: only its owner can use it, and the group pass
    // through it. NotConfigured when that fails, or when the group can't pass through one that is
    // there: its permissions are somebody else's decision.
    [[nodiscard]] Result<void> prepareDirectory(const std::filesystem::path& directory) const;
    // Brings the socket file to mode 0600, or 0660 with the group. NotConfigured.
    [[nodiscard]] Result<void> protect(const std::filesystem::path& socket) const;
    // As the kernel noted the peer when it connected.
    [[nodiscard]] bool admits(int connection) const;

private:
    explicit Admission(gid_t group) : m_group(group) {}
    std::optional<gid_t> m_group;
};

}  // namespace tappay::agent
