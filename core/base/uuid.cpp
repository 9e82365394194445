#include "base/uuid.h"

#include <array>
#include <cctype>

#include "base/bytes.h"

namespace tappay {

std::string makeUuidV7(const Clock& clock, Random& random) {
    std::array<std::uint8_t, 16> octets{};
    random.fill(octets);
    const auto ms = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(clock.now().time_since_epoch())
            .count());
    for (std::size_t i = 0; i < 6; ++i)
        octets[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
    octets[6] = static_cast<std::uint8_t>((octets[6] & 0x0F) | 0x70);
    octets[8] = static_cast<std::uint8_t>((octets[8] & 0x3F) | 0x80);
    std::string text = toHex(octets);
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    for (const std::size_t at : {8U, 13U, 18U, 23U})
        text.insert(at, 1, '-');
    return text;
}

bool isUuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen != (text[i] == '-')) return false;
        if (!hyphen && std::isxdigit(static_cast<unsigned char>(text[i])) == 0) return false;
    }
    return true;
}

}  // namespace tappay
