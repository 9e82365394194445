#include "iso8583/packing.h"

namespace tappay::iso8583 {

namespace {

constexpr unsigned kSeparator = 0xD;
constexpr unsigned kFill = 0xF;

std::optional<unsigned> nibbleOf(std::uint8_t c, Alphabet alphabet) {
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (alphabet == Alphabet::Track && (c == 'D' || c == '=')) return kSeparator;
    return std::nullopt;
}

std::optional<std::uint8_t> characterOf(unsigned nibble, Alphabet alphabet) {
    if (nibble <= 9) return static_cast<std::uint8_t>('0' + nibble);
    if (alphabet == Alphabet::Track && nibble == kSeparator) return std::uint8_t{'D'};
    return std::nullopt;
}

unsigned nibbleAt(ByteView packed, std::size_t at) {
    return at % 2 == 0 ? packed[at / 2] >> 4 : packed[at / 2] & 0x0F;
}

}  // namespace

std::optional<Bytes> pack(ByteView text, Align align, Alphabet alphabet) {
    Bytes packed((text.size() + 1) / 2, 0x00);
    std::size_t at = align == Align::Right ? text.size() % 2 : 0;
    for (const std::uint8_t c : text) {
        const auto nibble = nibbleOf(c, alphabet);
        if (!nibble) return std::nullopt;
        packed[at / 2] |= static_cast<std::uint8_t>(at % 2 == 0 ? *nibble << 4 : *nibble);
        ++at;
    }
    return packed;
}

std::optional<Bytes> unpack(ByteView packed, std::size_t count, Align align, Alphabet alphabet,
                            bool padF) {
    const bool odd = count % 2 != 0;
    if (odd) {
        const unsigned free = nibbleAt(packed, align == Align::Right ? 0 : count);
        if (free != 0 && !(padF && free == kFill)) return std::nullopt;
    }
    const std::size_t from = odd && align == Align::Right ? 1 : 0;
    Bytes text;
    text.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto c = characterOf(nibbleAt(packed, from + i), alphabet);
        if (!c) return std::nullopt;
        text.push_back(*c);
    }
    return text;
}

}  // namespace tappay::iso8583
