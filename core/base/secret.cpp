#include "base/secret.h"

#include <algorithm>
#include <utility>

#include "base/locked_memory.h"

namespace tappay {

SecretBytes::SecretBytes(std::size_t size)
    : m_data(size == 0 ? nullptr : allocateLocked(size)), m_size(size) {}

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
    if (m_data == nullptr) return;
    releaseLocked(std::exchange(m_data, nullptr), std::exchange(m_size, 0));
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
