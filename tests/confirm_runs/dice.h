#pragma once

#include <array>
#include <cstdint>
#include <random>

namespace tappay::test {

// Everything that a run leaves to chance, from its seed alone.
class Dice {
public:
    void begin(std::uint64_t seed) { m_engine.seed(seed); }

    // 0 to `sides` - 1. The engine's numbers are the same everywhere, those of the standard
    // library's distributions are not.
    unsigned roll(unsigned sides) { return static_cast<unsigned>(m_engine() % sides); }
    bool inHundred(unsigned chance) { return roll(100) < chance; }
    template <typename T, std::size_t N>
    T pick(const std::array<T, N>& from) {
        return from.at(roll(N));
    }

private:
    std::mt19937_64 m_engine;
};

}  // namespace tappay::test
