#include "tlv/dol.h"

#include <algorithm>

#include "tlv/dictionary.h"

namespace tappay::tlv {

namespace {

constexpr Tag kMaxThreeOctetTag = 0xFFFFFF;

}  // namespace

Result<std::vector<DolEntry>> parseDol(ByteView dol) {
    std::vector<DolEntry> entries;
    std::size_t at = 0;
    while (at < dol.size()) {
        Tag tag = dol[at++];
        bool more = (tag & 0x1F) == 0x1F;
        while (more) {
            if (at == dol.size())
                return fail(FailureCode::CardDataMalformed, "data object list: tag cut short");
            if (tag > kMaxThreeOctetTag)
                return fail(FailureCode::CardDataMalformed,
                            "data object list: tag longer than four bytes");
            more = (dol[at] & 0x80) != 0;
            tag = tag << 8 | dol[at++];
        }
        if (at == dol.size())
            return fail(FailureCode::CardDataMalformed, "data object list: length missing");
        entries.push_back({tag, dol[at++]});
    }
    return entries;
}

Bytes buildDol(const std::vector<DolEntry>& dol, const ValueSource& source) {
    Bytes data;
    for (const DolEntry& entry : dol) {
        std::optional<Bytes> value;
        if (!isConstructed(entry.tag)) value = source(entry.tag);
        append(data,
               value ? fit(*value, formatOf(entry.tag), entry.length) : Bytes(entry.length, 0x00));
    }
    return data;
}

Bytes fit(ByteView value, Format format, std::size_t length) {
    const std::size_t kept = std::min(value.size(), length);
    const std::size_t padding = length - kept;
    Bytes fitted;
    fitted.reserve(length);
    if (format == Format::Numeric) {
        fitted.assign(padding, 0x00);
        append(fitted, value.last(kept));
    } else {
        append(fitted, value.first(kept));
        fitted.resize(length, format == Format::CompressedNumeric ? 0xFF : 0x00);
    }
    return fitted;
}

}  // namespace tappay::tlv
