#pragma once

#include <filesystem>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

// The secrets the key module begins with, each in a private file (base/private_file.h). Failures:
// NotConfigured with the reason.
namespace tappay::backend::keys {

// 64 hexadecimal digits: 32 octets.
Result<SecretBytes> readStorageKey(const std::filesystem::path& file);
// A new one; refused when the file is there already.
Result<void> makeStorageKey(const std::filesystem::path& file, Random& random);
// A line of text, without its end.
Result<SecretBytes> readTokenPin(const std::filesystem::path& file);

}  // namespace tappay::backend::keys
