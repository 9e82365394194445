#pragma once

#include <filesystem>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

// Files with a secret in them: ours, a regular file, readable by its owner only.
namespace tappay::backend::keys {

// NotConfigured with the reason. Without the line's end.
Result<SecretBytes> readPrivateFile(const std::filesystem::path& file);
// 64 hexadecimal digits: 32 octets.
Result<SecretBytes> readStorageKey(const std::filesystem::path& file);
// A new one; NotConfigured when the file is there already.
Result<void> makeStorageKey(const std::filesystem::path& file, Random& random);

}  // namespace tappay::backend::keys
