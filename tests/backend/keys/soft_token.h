#pragma once

#include <filesystem>
#include <memory>

#include "backend/keys/vault.h"

namespace tappay::backend::keys {

// A directory of our own with a storage key for own memory and, where SoftHSM2 is installed, a
// token of it. SoftHSM2 finds its tokens by an environment variable, so there is one of these at a
// time.
class KeyDirectory {
public:
    KeyDirectory();
    ~KeyDirectory();
    KeyDirectory(const KeyDirectory&) = delete;
    KeyDirectory& operator=(const KeyDirectory&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] VaultConfig memory() const;
    [[nodiscard]] VaultConfig token() const;  // makes the token at first
    // Empty when SoftHSM2 is not installed.
    static std::filesystem::path module();

private:
    std::filesystem::path m_path;
    mutable bool m_tokenMade = false;
};

}  // namespace tappay::backend::keys
