#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

// BER-TLV as EMV Book 3 Annex B uses it: definite lengths only, tags of up to four bytes.
namespace tappay::tlv {

// The tag's bytes as a big-endian number: 0x9F26, 0x5A, 0xDF8123.
using Tag = std::uint32_t;

struct Item {
    Tag tag = 0;
    ByteView value;  // points into the parsed bytes
    ByteView whole;  // tag, length and value as received

    [[nodiscard]] bool constructed() const;
};

bool isConstructed(Tag tag);

// One level of data objects. `00` (and, outside values, `FF`) between objects is padding; `FF` also
// begins the private constructed tags FF01, FF8054 and the like, and is taken for one exactly when
// the next octet isn't FF, the object is whole, and its value is again a row of whole objects, at
// least one. Fails with CardDataMalformed on overrun, indefinite length or a tag longer than four
// bytes. The items live as long as `bytes`.
Result<std::vector<Item>> parse(ByteView bytes);

// Exactly one object that fills `bytes` (padding around it allowed) and has this tag.
Result<Item> parseTemplate(ByteView bytes, Tag tag);

// First object with this tag on one level.
std::optional<ByteView> find(const std::vector<Item>& items, Tag tag);

// Depth-first search through constructed objects, at most 8 levels deep; nothing on malformed
// input.
std::optional<ByteView> findDeep(ByteView bytes, Tag tag);

Bytes encodeTag(Tag tag);
Bytes encodeLength(std::size_t length);
// Minimal length encoding.
Bytes encode(Tag tag, ByteView value);
void appendItem(Bytes& to, Tag tag, ByteView value);

}  // namespace tappay::tlv
