#pragma once

#include <filesystem>
#include <mutex>

#include "base/result.h"
#include "base/secret.h"

namespace tappay::terminal {

// The keys of this working day: PIK enciphers PIN blocks, MAK makes message authentication codes
// (two-key TDES, 16 octets each). Thread-safe.
class WorkingKeys {
public:
    // From pik.hex and mak.hex in this directory. KeyUnavailable when one is missing, open to
    // others or no such key, or when both are the same.
    Result<void> load(const std::filesystem::path& directory);
    // KeyUnavailable, as above; the old keys then stay.
    Result<void> replace(SecretBytes pik, SecretBytes mak);

    // KeyUnavailable before there are any.
    [[nodiscard]] Result<SecretBytes> pik() const { return copyOf(m_pik); }
    [[nodiscard]] Result<SecretBytes> mak() const { return copyOf(m_mak); }

private:
    [[nodiscard]] Result<SecretBytes> copyOf(const SecretBytes& key) const;

    mutable std::mutex m_mutex;
    SecretBytes m_pik, m_mak;
};

}  // namespace tappay::terminal
