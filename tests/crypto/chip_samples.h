#pragma once

#include <functional>

#include "base/random.h"
#include "chip_key.h"
#include "crypto/random.h"
#include "vectors.h"

namespace tappay::crypto {

// Counts instead of drawing, so that results can be compared octet by octet.
class CountingRandom final : public Random {
public:
    explicit CountingRandom(std::uint8_t first) : m_next(first) {}
    void fill(std::span<std::uint8_t> bytes) override {
        for (auto& octet : bytes)
            octet = m_next++;
    }

private:
    std::uint8_t m_next;
};

inline Bytes flipped(const Bytes& octets, std::size_t bit) {
    Bytes other = octets;
    other[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    return other;
}

// `refused` is asked for `octets` with each single bit turned, cut short anywhere, and with one
// octet too many.
inline void expectNothingElseTaken(const Bytes& octets,
                                   const std::function<bool(const Bytes&)>& refused) {
    EXPECT_FALSE(refused(octets));
    for (std::size_t bit = 0; bit < octets.size() * 8; ++bit)
        EXPECT_TRUE(refused(flipped(octets, bit))) << "bit " << bit;
    for (std::size_t size = 0; size < octets.size(); ++size)
        EXPECT_TRUE(refused(Bytes(octets.begin(), octets.begin() + static_cast<long>(size))))
            << "size " << size;
    EXPECT_TRUE(refused(concat({octets, Bytes{0x00}})));
}

}  // namespace tappay::crypto
