#include "simulator/ifd/pin_entry.h"

namespace tappay::simulator::ifd {
namespace {

// Offsets in the structure; numbers are as this machine writes them, which is little-endian.
constexpr std::size_t kTimeout = 0, kFormat = 2, kBlock = 3, kLength = 4, kMaximum = 5,
                      kMinimum = 6, kDataLength = 15, kCommand = 19;
constexpr std::size_t kDataAt = 5;  // CLA INS P1 P2 Lc
constexpr std::uint8_t kUnitOctets = 0x80, kJustifiedRight = 0x04, kBcd = 0x01, kAscii = 0x02;
constexpr std::chrono::seconds kUsualTimeout(15);

void putBits(std::vector<std::uint8_t>& data, std::size_t at, unsigned count, unsigned value) {
    for (unsigned i = 0; i < count; ++i) {
        auto& octet = data[kDataAt + (at + i) / 8];
        const auto mask = static_cast<std::uint8_t>(0x80 >> ((at + i) % 8));
        const bool set = (value >> (count - 1 - i)) & 1;
        octet = static_cast<std::uint8_t>(set ? octet | mask : octet & ~mask);
    }
}

}  // namespace

std::optional<PinEntry> parsePinEntry(std::span<const std::uint8_t> structure) {
    if (structure.size() < kCommand + kDataAt) return std::nullopt;
    PinEntry entry;
    entry.timeout = std::chrono::seconds(structure[kTimeout]);
    if (entry.timeout.count() == 0) entry.timeout = kUsualTimeout;
    entry.minimum = structure[kMinimum];
    entry.maximum = structure[kMaximum];

    const auto format = structure[kFormat];
    const auto coding = format & 0x03;
    if ((format & kJustifiedRight) != 0 || (coding != kBcd && coding != kAscii))
        return std::nullopt;
    entry.ascii = coding == kAscii;
    entry.digitsAt = (format >> 3) & 0x0F;
    if ((format & kUnitOctets) == 0) {
        if (entry.digitsAt % 8 != 0) return std::nullopt;
        entry.digitsAt /= 8;
    }
    entry.digitOctets = structure[kBlock] & 0x0F;
    entry.lengthBits = structure[kBlock] >> 4;
    entry.lengthAt = structure[kLength] & 0x0F;
    if ((structure[kLength] & 0x10) != 0) entry.lengthAt *= 8;

    std::size_t size = 0;
    for (std::size_t i = 0; i < 4; ++i)
        size |= static_cast<std::size_t>(structure[kDataLength + i]) << (8 * i);
    if (size < kDataAt || structure.size() - kCommand != size) return std::nullopt;
    entry.command.assign(structure.begin() + kCommand, structure.end());
    if (entry.command.size() != kDataAt + entry.command[4]) return std::nullopt;
    return entry;
}

std::optional<std::vector<std::uint8_t>> commandWith(const PinEntry& entry,
                                                     std::string_view digits) {
    auto command = entry.command;
    const auto room = command.size() - kDataAt;
    const auto needed = entry.ascii ? digits.size() : (digits.size() + 1) / 2;
    if (entry.digitsAt + needed > room || (entry.digitOctets != 0 && needed > entry.digitOctets) ||
        entry.lengthAt + entry.lengthBits > room * 8)
        return std::nullopt;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const auto digit = static_cast<unsigned>(digits[i] - '0');
        const auto start = 8 * entry.digitsAt;
        if (entry.ascii)
            putBits(command, start + 8 * i, 8, '0' + digit);
        else
            putBits(command, start + 4 * i, 4, digit);
    }
    putBits(command, entry.lengthAt, entry.lengthBits, static_cast<unsigned>(digits.size()));
    return command;
}

}  // namespace tappay::simulator::ifd
