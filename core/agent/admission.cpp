#include "agent/admission.h"

#include <grp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <vector>

namespace tappay::agent {

namespace {

constexpr mode_t kDirectory = 0700, kDirectoryOfGroup = 0710;
constexpr mode_t kSocket = 0600, kSocketOfGroup = 0660;
constexpr auto kUserUnchanged = static_cast<uid_t>(-1);

// Supplementary groups; Linux 4.13.
std::vector<gid_t> groupsOfPeer(int connection) {
    std::vector<gid_t> groups(32);
    for (;;) {
        auto length = static_cast<socklen_t>(groups.size() * sizeof(gid_t));
        const int got = getsockopt(connection, SOL_SOCKET, SO_PEERGROUPS, groups.data(), &length);
        const std::size_t count = length / sizeof(gid_t);
        if (got != 0 && (errno != ERANGE || count <= groups.size())) return {};
        groups.resize(count);
        if (got == 0) return groups;
    }
}

}  // namespace

Result<Admission> Admission::ofGroup(const std::string& name) {
    if (name.empty()) return Admission();
    std::vector<char> room(64 * 1024);
    group entry{};
    group* found = nullptr;
    if (getgrnam_r(name.c_str(), &entry, room.data(), room.size(), &found) != 0 || found == nullptr)
        return fail(FailureCode::NotConfigured, "there is no group " + name);
    return Admission(entry.gr_gid);
}

Result<void> Admission::prepareDirectory(const std::filesystem::path& directory) const {
    std::error_code error;
    if (!std::filesystem::exists(directory, error)) {
        if (!std::filesystem::create_directories(directory, error) ||
            (m_group && chown(directory.c_str(), kUserUnchanged, *m_group) != 0) ||
            chmod(directory.c_str(), m_group ? kDirectoryOfGroup : kDirectory) != 0)
            return fail(FailureCode::NotConfigured, "cannot make directory " + directory.string());
    }
    struct stat info{};
    if (!m_group || stat(directory.c_str(), &info) != 0) return {};
    const bool passable =
        info.st_gid == *m_group ? (info.st_mode & S_IXGRP) != 0 : (info.st_mode & S_IXOTH) != 0;
    if (passable) return {};
    return fail(FailureCode::NotConfigured, "the group cannot pass through " + directory.string());
}

Result<void> Admission::protect(const std::filesystem::path& socket) const {
    if (m_group && chown(socket.c_str(), kUserUnchanged, *m_group) != 0)
        return fail(FailureCode::NotConfigured,
                    "cannot give " + socket.string() + " to its group; is the user a member?");
    if (chmod(socket.c_str(), m_group ? kSocketOfGroup : kSocket) != 0)
        return fail(FailureCode::NotConfigured, "cannot protect " + socket.string());
    return {};
}

bool Admission::admits(int connection) const {
    ucred peer{};
    socklen_t length = sizeof peer;
    if (getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) return false;
    if (peer.uid == geteuid() || peer.uid == 0) return true;
    if (!m_group) return false;
    return peer.gid == *m_group || std::ranges::count(groupsOfPeer(connection), *m_group) > 0;
}

}  // namespace tappay::agent
