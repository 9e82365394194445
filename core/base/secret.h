#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/bytes.h"

namespace tappay {

// Key material, PINs and clear card data. Memory is locked against swapping, left out of core
// dumps, and wiped before it is released. Move-only, so that every copy is written out as clone().
// Comparable only through equalConstantTime.
class SecretBytes {
public:
    SecretBytes() = default;
    explicit SecretBytes(std::size_t size);   // zero-filled
    explicit SecretBytes(ByteView contents);  // copies; the caller wipes its own source
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    [[nodiscard]] SecretBytes clone() const;
    [[nodiscard]] ByteView view() const { return {m_data, m_size}; }
    [[nodiscard]] std::span<std::uint8_t> writable() { return {m_data, m_size}; }
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    void clear();

private:
    std::uint8_t* m_data = nullptr;
    std::size_t m_size = 0;
};

// Wipes in a way the compiler can't drop.
void wipe(std::span<std::uint8_t> bytes);
void wipe(Bytes& bytes);
void wipe(std::string& text);

}  // namespace tappay
