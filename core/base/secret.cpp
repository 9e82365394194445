#include "base/secret.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#ifdef _WIN32
#include <windows.h>
#else
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace tappay {

namespace {

// Whole pages per secret: unlocking one secret must not unlock a neighbour on the same page.
std::size_t pageRounded(std::size_t size) {
#ifdef _WIN32
    constexpr std::size_t page = 4096;
#else
    static const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
#endif
    return (size + page - 1) / page * page;
}

std::uint8_t* allocate(std::size_t size) {
    if (size == 0) return nullptr;
    const std::size_t rounded = pageRounded(size);
#ifdef _WIN32
    void* memory = ::VirtualAlloc(nullptr, rounded, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE);
    if (memory == nullptr) throw std::bad_alloc();
    ::VirtualLock(memory, rounded);
#else
    void* memory =
        ::mmap(nullptr, rounded, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    // Locking can fail for lack of RLIMIT_MEMLOCK; the secret is still wiped and not dumped.
    (void)::mlock(memory, rounded);
#ifdef MADV_DONTDUMP
    (void)::madvise(memory, rounded, MADV_DONTDUMP);
#endif
#endif
    return static_cast<std::uint8_t*>(memory);
}

void release(std::uint8_t* data, std::size_t size) {
    if (data == nullptr) return;
    wipe({data, size});
#ifdef _WIN32
    ::VirtualUnlock(data, pageRounded(size));
    ::VirtualFree(data, 0, MEM_RELEASE);
#else
    ::munmap(data, pageRounded(size));
#endif
}

}  // namespace

SecretBytes::SecretBytes(std::size_t size) : m_data(allocate(size)), m_size(size) {}

SecretBytes::SecretBytes(ByteView contents) : SecretBytes(contents.size()) {
    std::copy(contents.begin(), contents.end(), m_data);
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    if (this != &other) {
        clear();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes::~SecretBytes() {
    clear();
}

SecretBytes SecretBytes::clone() const {
    return SecretBytes(view());
}

void SecretBytes::clear() {
    release(std::exchange(m_data, nullptr), std::exchange(m_size, 0));
}

void wipe(std::span<std::uint8_t> bytes) {
    volatile std::uint8_t* data = bytes.data();
    for (std::size_t i = 0; i < bytes.size(); ++i)
        data[i] = 0;
}

void wipe(Bytes& bytes) {
    wipe(std::span<std::uint8_t>(bytes));
    bytes.clear();
}

void wipe(std::string& text) {
    wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
    text.clear();
}

}  // namespace tappay
