#include <algorithm>

#include "base/pan.h"
#include "tlv/bits.h"
#include "tlv/dictionary.h"
#include "tlv/dol.h"

namespace tappay::tlv {

namespace {

constexpr std::size_t kMaxDepth = 8;
constexpr Tag kPan = 0x5A;
constexpr Tag kTrack2 = 0x57;

bool isDol(Tag tag) {
    switch (tag) {
        case 0x8C:
        case 0x8D:
        case 0x97:
        case 0x9F38:
        case 0x9F49:
        case 0x9F4F:
        case 0xDF14:
        case 0xDF4F:
            return true;
        default:
            return false;
    }
}

std::string nameOf(Tag tag) {
    const Entry* entry = lookUp(tag);
    return entry == nullptr ? "unknown" : std::string(entry->name);
}

// A PAN in compressed numeric form, or one at the front of track 2.
std::string maskedPan(ByteView value) {
    const std::string digits = toHex(value);
    return maskPan(digits.substr(0, digits.find_first_of("DF")));
}

bool printable(ByteView value) {
    return std::ranges::all_of(value, [](std::uint8_t c) { return c >= 0x20 && c < 0x7F; });
}

std::string valueText(Tag tag, ByteView value) {
    if (tag == kPan || tag == kTrack2) return maskedPan(value);
    const Entry* entry = lookUp(tag);
    if (entry != nullptr && entry->sensitive) return std::string(value.size(), '*');
    if (entry != nullptr && entry->format == Format::Text && printable(value))
        return "\"" + toText(value) + "\"";
    return toHex(value);
}

void appendDetails(std::string& to, const std::string& indent, const Item& item) {
    for (const Explained& line : explainValue(item.tag, item.value))
        to += indent + "- " + line.field + ": " + line.meaning + "\n";
    if (!isDol(item.tag)) return;
    const auto dol = parseDol(item.value);
    if (!dol) return;
    for (const DolEntry& entry : *dol)
        to += indent + "- " + toHex(encodeTag(entry.tag)) + " " + nameOf(entry.tag) + ", " +
              std::to_string(entry.length) + "\n";
}

void appendTree(std::string& to, const std::vector<Item>& items, std::size_t depth) {
    const std::string indent((depth - 1) * 2, ' ');
    for (const Item& item : items) {
        to += indent + toHex(encodeTag(item.tag)) + " " + nameOf(item.tag);
        if (!item.constructed()) {
            to += ": " + valueText(item.tag, item.value) + "\n";
            appendDetails(to, indent + "  ", item);
            continue;
        }
        // Unread contents aren't shown: they might hold what has to be masked.
        const auto inner = parse(item.value);
        if (!inner) {
            to += " (malformed)\n";
        } else if (depth == kMaxDepth) {
            to += " (nested too deep)\n";
        } else {
            to += "\n";
            appendTree(to, *inner, depth + 1);
        }
    }
}

}  // namespace

Explanation explainValue(Tag tag, ByteView value) {
    const auto explained = [&]() -> Result<Explanation> {
        switch (tag) {
            case 0x82:
                return explainAip(value);
            case 0x8E:
                return explainCvmList(value);
            case 0x95:
                return explainTvr(value);
            case 0x9B:
                return explainTsi(value);
            case 0x9F07:
                return explainAuc(value);
            case 0x9F10:
                return explainIad(value);
            case 0x9F27:
                return explainCid(value);
            case 0x9F34:
                return explainCvmResults(value);
            case 0x9F66:
                return explainTtq(value);
            case 0x9F6C:
                return explainCtq(value);
            default:
                return Explanation{};
        }
    }();
    return explained.value_or(Explanation{});
}

Result<std::string> explainTlv(ByteView bytes) {
    TAPPAY_TRY(items, parse(bytes));
    std::string text;
    appendTree(text, items, 1);
    return text;
}

}  // namespace tappay::tlv
