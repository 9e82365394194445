#include "base/locked_memory.h"

#include <array>
#include <bit>
#include <mutex>
#include <new>
#include <vector>

#include "base/secret.h"

#ifdef _WIN32
#include <windows.h>
#else
#include <sys/mman.h>
#endif

namespace tappay {

namespace {

constexpr std::size_t kPage = 4096;
constexpr std::size_t kSmallest = 32;
constexpr std::size_t kRegion = 16 * kPage;

// Locking can fail for lack of RLIMIT_MEMLOCK; a secret is still wiped and not dumped then.
std::uint8_t* mapPages(std::size_t size) {
#ifdef _WIN32
    void* memory = ::VirtualAlloc(nullptr, size, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (memory == nullptr) throw std::bad_alloc();
    ::VirtualLock(memory, size);
#else
    void* memory =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    (void)::mlock(memory, size);
#ifdef MADV_DONTDUMP
    (void)::madvise(memory, size, MADV_DONTDUMP);
#endif
#endif
    return static_cast<std::uint8_t*>(memory);
}

void unmapPages(std::uint8_t* memory, std::size_t size) {
#ifdef _WIN32
    (void)size;
    ::VirtualFree(memory, 0, MEM_RELEASE);
#else
    ::munmap(memory, size);
#endif
}

std::size_t wholePages(std::size_t size) {
    return (size + kPage - 1) / kPage * kPage;
}

// Free blocks by size: powers of two from kSmallest to a page.
class Pool {
public:
    static constexpr std::size_t kLargest = kPage;

    std::uint8_t* take(std::size_t size) {
        const std::size_t kind = kindOf(size);
        const std::lock_guard lock(m_mutex);
        auto& free = m_free[kind];
        if (free.empty()) cutRegion(kind);
        std::uint8_t* block = free.back();
        free.pop_back();
        return block;
    }

    void giveBack(std::uint8_t* block, std::size_t size) {
        const std::lock_guard lock(m_mutex);
        // Room was made when the region was cut, so this can't fail.
        m_free[kindOf(size)].push_back(block);
    }

private:
    static std::size_t kindOf(std::size_t size) {
        const std::size_t rounded = std::bit_ceil(size < kSmallest ? kSmallest : size);
        return static_cast<std::size_t>(std::countr_zero(rounded) - std::countr_zero(kSmallest));
    }

    void cutRegion(std::size_t kind) {
        const std::size_t block = kSmallest << kind;
        m_blocks[kind] += kRegion / block;
        m_free[kind].reserve(m_blocks[kind]);
        std::uint8_t* region = mapPages(kRegion);
        for (std::size_t at = 0; at < kRegion; at += block)
            m_free[kind].push_back(region + at);
    }

    std::mutex m_mutex;
    std::array<std::vector<std::uint8_t*>, 8> m_free;
    std::array<std::size_t, 8> m_blocks{};
};

static_assert(kSmallest << 7 == Pool::kLargest);

// Like the heap it belongs to the process; never destroyed, because a secret with static storage
// may be released after it.
Pool& pool() {
    static auto* const instance = new Pool;
    return *instance;
}

#ifdef __SANITIZE_ADDRESS__
constexpr bool kPooled = false;  // own pages, so that use after release faults
#else
constexpr bool kPooled = true;
#endif

}  // namespace

std::uint8_t* allocateLocked(std::size_t size) {
    if (kPooled && size <= Pool::kLargest) return pool().take(size);
    return mapPages(wholePages(size));
}

void releaseLocked(std::uint8_t* block, std::size_t size) {
    wipe({block, size});
    if (kPooled && size <= Pool::kLargest)
        pool().giveBack(block, size);
    else
        unmapPages(block, wholePages(size));
}

}  // namespace tappay
