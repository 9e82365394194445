#pragma once

#include <array>

#include "base/secret.h"

namespace tappay::crypto {

// Octets of a secret that live for one call: wiped at its end, without the system calls that
// locking a page costs. For the implementations of this room only.
template <std::size_t Size>
struct Scratch {
    Scratch() = default;
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { wipe(std::span<std::uint8_t>(octets)); }

    [[nodiscard]] ByteView view() const { return octets; }
    [[nodiscard]] std::span<std::uint8_t> writable() { return octets; }

    std::array<std::uint8_t, Size> octets{};
};

// The same for what a cipher gave back.
struct ScratchBytes {
    explicit ScratchBytes(Bytes from) : octets(std::move(from)) {}
    ScratchBytes(ScratchBytes&&) noexcept = default;
    ScratchBytes& operator=(ScratchBytes&&) = delete;
    ~ScratchBytes() { wipe(octets); }

    [[nodiscard]] ByteView view() const { return octets; }
    [[nodiscard]] std::span<std::uint8_t> writable() { return octets; }

    Bytes octets;
};

}  // namespace tappay::crypto
