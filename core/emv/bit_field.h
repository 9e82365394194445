#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/bytes.h"

// Data objects in which each bit has a meaning of its own (EMV Book 3, Annex C).
namespace tappay::emv {

// `Bit` is an enumeration whose value is the octet's index (from 0) in the upper octet and the
// bit's mask in the lower one: byte 4 bit 8 of the books is 0x0380.
template <std::size_t Octets, typename Bit>
class BitField {
public:
    BitField() = default;
    // Missing octets are zero, surplus ones are left out.
    explicit BitField(ByteView octets) {
        std::copy_n(octets.begin(), std::min(Octets, octets.size()), m_octets.begin());
    }

    void set(Bit bit) { m_octets[indexOf(bit)] |= maskOf(bit); }
    [[nodiscard]] bool has(Bit bit) const { return (m_octets[indexOf(bit)] & maskOf(bit)) != 0; }
    [[nodiscard]] const std::array<std::uint8_t, Octets>& octets() const { return m_octets; }
    [[nodiscard]] Bytes bytes() const { return {m_octets.begin(), m_octets.end()}; }

private:
    static std::size_t indexOf(Bit bit) { return static_cast<std::uint16_t>(bit) >> 8; }
    static std::uint8_t maskOf(Bit bit) { return static_cast<std::uint8_t>(bit); }

    std::array<std::uint8_t, Octets> m_octets{};
};

}  // namespace tappay::emv
