#pragma once

#include "simulator/card/profile.h"
#include "tlv/tlv.h"

namespace tappay::simulator {

// Fixed texts of the personalisation.
inline Bytes octetsOf(std::string_view hexadecimal) {
    return fromHex(hexadecimal).value_or(Bytes());
}

// A card number as data element 5A or the like: packed, filled with F.
inline Bytes packedDigits(std::string digits) {
    if (digits.size() % 2 != 0) digits += 'F';
    return octetsOf(digits);
}

// One record of a file, built up object by object; empty objects are left out.
class Record {
public:
    Record& add(tlv::Tag tag, ByteView value) {
        if (!value.empty()) tlv::appendItem(m_content, tag, value);
        return *this;
    }
    Record& addHex(tlv::Tag tag, std::string_view text) { return add(tag, octetsOf(text)); }
    [[nodiscard]] const Bytes& content() const { return m_content; }
    [[nodiscard]] Bytes whole() const { return tlv::encode(0x70, m_content); }

private:
    Bytes m_content;
};

}  // namespace tappay::simulator
