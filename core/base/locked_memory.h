#pragma once

#include <cstddef>
#include <cstdint>

// Memory for secrets: locked against swapping, left out of core dumps. Small blocks come from pages
// that stay locked for the life of the process, because locking and unlocking a page for each
// secret costs more than an ECDSA verification. Blocks are handed out zero-filled and wiped when
// they come back. Thread-safe.
namespace tappay {

// Never returns nullptr for a size above zero: throws std::bad_alloc.
std::uint8_t* allocateLocked(std::size_t size);
void releaseLocked(std::uint8_t* block, std::size_t size);

}  // namespace tappay
