#include "tlv/tlv.h"

namespace tappay::tlv {

namespace {

constexpr std::size_t kMaxTagOctets = 4;
constexpr int kMaxDepth = 8;
// How many objects behind an FF are looked at: enough for every real template, and few enough that
// a row of FFs can't make parsing quadratic.
constexpr int kLookedAt = 256;

std::unexpected<Failure> malformed(const char* why) {
    return fail(FailureCode::CardDataMalformed, why);
}

// Takes octets off the front of `rest`.
Result<Tag> readTag(ByteView& rest) {
    if (rest.empty()) return malformed("tag missing");
    Tag tag = rest[0];
    std::size_t used = 1;
    if ((tag & 0x1F) == 0x1F) {
        bool more = true;
        while (more) {
            if (used == kMaxTagOctets) return malformed("tag longer than four bytes");
            if (used == rest.size()) return malformed("tag cut short");
            tag = tag << 8 | rest[used];
            more = (rest[used] & 0x80) != 0;
            ++used;
        }
    }
    rest = rest.subspan(used);
    return tag;
}

Result<std::size_t> readLength(ByteView& rest) {
    if (rest.empty()) return malformed("length missing");
    std::size_t length = rest[0];
    std::size_t used = 1;
    if (length == 0x80) return malformed("indefinite length");
    if (length > 0x80) {
        const std::size_t octets = length & 0x7F;
        if (octets > 4) return malformed("length of more than four octets");
        if (rest.size() < 1 + octets) return malformed("length cut short");
        length = 0;
        for (; used <= octets; ++used)
            length = length << 8 | rest[used];
    }
    rest = rest.subspan(used);
    return length;
}

Result<Item> readItem(ByteView& rest) {
    const ByteView start = rest;
    TAPPAY_TRY(tag, readTag(rest));
    TAPPAY_TRY(length, readLength(rest));
    if (length > rest.size()) return malformed("value longer than its surroundings");
    Item item;
    item.tag = tag;
    item.value = rest.first(length);
    rest = rest.subspan(length);
    item.whole = start.first(start.size() - rest.size());
    return item;
}

// Whether an FF at the front begins a data object; see parse().
bool ffBeginsObject(ByteView rest) {
    if (rest.size() < 2 || rest[1] == 0xFF) return false;
    const auto item = readItem(rest);
    if (!item) return false;
    ByteView inner = item->value;
    bool holdsObject = false;
    for (int looked = 0; looked < kLookedAt && !inner.empty(); ++looked) {
        if (inner[0] == 0x00) {
            inner = inner.subspan(1);
        } else {
            if (!readItem(inner)) return false;
            holdsObject = true;
        }
    }
    return holdsObject;
}

Result<std::optional<ByteView>> search(ByteView bytes, Tag tag, int depth) {
    TAPPAY_TRY(items, parse(bytes));
    for (const Item& item : items) {
        if (item.tag == tag) return item.value;
        if (!item.constructed() || depth == kMaxDepth) continue;
        TAPPAY_TRY(inner, search(item.value, tag, depth + 1));
        if (inner) return inner;
    }
    return std::nullopt;
}

}  // namespace

bool isConstructed(Tag tag) {
    while (tag > 0xFF)
        tag >>= 8;
    return (tag & 0x20) != 0;
}

bool Item::constructed() const {
    return isConstructed(tag);
}

Result<std::vector<Item>> parse(ByteView bytes) {
    std::vector<Item> items;
    while (!bytes.empty()) {
        if (bytes[0] == 0x00 || (bytes[0] == 0xFF && !ffBeginsObject(bytes))) {
            bytes = bytes.subspan(1);
            continue;
        }
        TAPPAY_TRY(item, readItem(bytes));
        items.push_back(item);
    }
    return items;
}

Result<Item> parseTemplate(ByteView bytes, Tag tag) {
    TAPPAY_TRY(items, parse(bytes));
    if (items.size() != 1) return malformed("not exactly one data object");
    if (items.front().tag != tag) return malformed("another template than expected");
    return items.front();
}

std::optional<ByteView> find(const std::vector<Item>& items, Tag tag) {
    for (const Item& item : items)
        if (item.tag == tag) return item.value;
    return std::nullopt;
}

std::optional<ByteView> findDeep(ByteView bytes, Tag tag) {
    return search(bytes, tag, 1).value_or(std::nullopt);
}

Bytes encodeTag(Tag tag) {
    Bytes octets;
    for (int shift = 24; shift > 0; shift -= 8)
        if (tag >> shift != 0) octets.push_back(static_cast<std::uint8_t>(tag >> shift));
    octets.push_back(static_cast<std::uint8_t>(tag));
    return octets;
}

Bytes encodeLength(std::size_t length) {
    if (length < 0x80) return {static_cast<std::uint8_t>(length)};
    Bytes octets;
    for (std::size_t rest = length; rest != 0; rest >>= 8)
        octets.insert(octets.begin(), static_cast<std::uint8_t>(rest));
    octets.insert(octets.begin(), static_cast<std::uint8_t>(0x80 | octets.size()));
    return octets;
}

Bytes encode(Tag tag, ByteView value) {
    Bytes octets;
    appendItem(octets, tag, value);
    return octets;
}

void appendItem(Bytes& to, Tag tag, ByteView value) {
    append(to, encodeTag(tag));
    append(to, encodeLength(value.size()));
    append(to, value);
}

}  // namespace tappay::tlv
