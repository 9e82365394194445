#include "simulator/device/shown_request.h"

#include <algorithm>
#include <array>

namespace tappay::simulator::device {

namespace {

constexpr std::size_t kLongest = 1024;
constexpr std::uint64_t kMostMoney = 999'999'999'999, kMostSeconds = 253'402'300'799;

// Deterministic CBOR (RFC 8949, 4.2.1), of which only numbers, octets, texts and one map occur.
class Reader {
public:
    explicit Reader(ByteView octets) : m_rest(octets) {}

    std::uint64_t head(std::uint8_t major) {
        const auto first = take(1);
        if (!m_good || first[0] >> 5 != major) return wrong();
        const auto size = first[0] & 0x1F;
        if (size < 24) return static_cast<std::uint64_t>(size);
        if (size > 27) return wrong();
        const auto octets = std::size_t{1} << (size - 24);
        std::uint64_t value = 0;
        for (const auto octet : take(octets))
            value = value << 8 | octet;
        const std::uint64_t least = octets == 1 ? 24 : std::uint64_t{1} << (4 * octets);
        return value < least ? wrong() : value;
    }
    void key(std::uint64_t expected) {
        if (head(0) != expected) wrong();
    }
    std::uint64_t number(std::uint64_t least, std::uint64_t most) {
        const auto value = head(0);
        return value < least || value > most ? wrong() : value;
    }
    ByteView octets(std::size_t size) {
        return head(2) == size ? take(size) : (wrong(), ByteView{});
    }
    std::string text(std::size_t most);
    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] bool atEnd() const { return m_good && m_rest.empty(); }

private:
    ByteView take(std::size_t size) {
        if (!m_good || size > m_rest.size()) {
            m_good = false;
            static constexpr std::array<std::uint8_t, 1> kNothing{};
            return kNothing;
        }
        const auto part = m_rest.first(size);
        m_rest = m_rest.subspan(size);
        return part;
    }
    std::uint64_t wrong() {
        m_good = false;
        return 0;
    }

    ByteView m_rest;
    bool m_good = true;
};

// The code points of UTF-8, or nothing where it is not well formed.
std::optional<std::u32string> codePoints(ByteView utf8) {
    std::u32string points;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto first = utf8[at];
        const std::size_t size = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : 4;
        if ((size == 4 && first >> 3 != 30) || at + size > utf8.size()) return std::nullopt;
        char32_t point = size == 1 ? first : first & (0xFFU >> (size + 1));
        for (std::size_t i = 1; i < size; ++i) {
            if (utf8[at + i] >> 6 != 2) return std::nullopt;
            point = point << 6 | (utf8[at + i] & 0x3FU);
        }
        static constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
        if (point < kLeast.at(size) || point > 0x10FFFF || (point >> 11) == 0x1B)
            return std::nullopt;
        points.push_back(point);
        at += size;
    }
    return points;
}

// What this display can't show as something visible.
bool isHidden(char32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0xAD || point == 0x61C ||
           (point >= 0x200B && point <= 0x200F) || (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x206F) || point == 0xFEFF ||
           (point >= 0xE000 && point <= 0xF8FF) || (point >= 0xE0000 && point <= 0xE0FFF);
}

std::string Reader::text(std::size_t most) {
    const auto size = head(3);
    const auto octets = take(static_cast<std::size_t>(size));
    const auto points = codePoints(octets);
    if (!points || points->empty() || points->size() > most ||
        std::ranges::any_of(*points, isHidden) || points->front() == U' ' ||
        points->back() == U' ') {
        wrong();
        return {};
    }
    return toText(octets);
}

}  // namespace

std::optional<ShownRequest> readRequest(ByteView octets) {
    if (octets.size() > kLongest) return std::nullopt;
    Reader reader(octets);
    const bool whole = reader.head(5) == 11;
    reader.key(1);
    const bool known = reader.text(40) == "tap-and-pay confirmation 1";
    reader.key(2);
    const auto id = reader.octets(16);
    reader.key(3);
    const auto kind = reader.number(1, 3);
    std::array<std::string, 4> texts;  // payer's account, order, payee, payee's account
    static constexpr std::array<std::size_t, 4> kMost{40, 100, 100, 40};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        reader.key(4 + i);
        texts.at(i) = reader.text(kMost.at(i));
    }
    reader.key(8);
    const auto amount = reader.number(1, kMostMoney);
    reader.key(9);
    const auto currency = reader.text(3);
    reader.key(10);
    reader.number(0, kMostSeconds);
    reader.key(11);
    reader.octets(32);
    const bool uuid = id.size() == 16 && id[6] >> 4 == 7 && id[8] >> 6 == 2;
    if (!reader.atEnd() || !whole || !known || !uuid || currency.size() != 3) return std::nullopt;
    static constexpr std::array<const char*, 3> kKinds{"Order", "Transfer", "Refund"};
    return ShownRequest{Bytes(id.begin(), id.end()), currency + " " + std::to_string(amount) +
                                                         " (minor units)\nto " + texts[2] + "\n" +
                                                         texts[3] + "\nfrom " + texts[0] + "\n" +
                                                         kKinds.at(kind - 1) + " " + texts[1]};
}

}  // namespace tappay::simulator::device
