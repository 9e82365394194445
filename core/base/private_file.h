#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "base/secret.h"

// Small files that hold secrets: mode 0600, of at most 64 KiB.
namespace tappay {

// Empty when there is none; KeyUnavailable when it is open to others or another user's, no regular
// file, empty, too large or can't be read.
Result<std::optional<SecretBytes>> readPrivateFile(const std::filesystem::path& file);

// Replaces it as a whole: after a power cut it is the old or the new one. StorageFull, or
// KeyUnavailable when the directory can't be written.
Result<void> writePrivateFile(const std::filesystem::path& file, ByteView contents);

// A new one; KeyUnavailable, and what is there stays, when there is one already.
Result<void> createPrivateFile(const std::filesystem::path& file, ByteView contents);

// Gone when it returns, also after a power cut, and whatever a cut write has left beside it.
Result<void> removePrivateFile(const std::filesystem::path& file);

// Text, without a copy.
std::string_view textOf(const SecretBytes& contents);

}  // namespace tappay
