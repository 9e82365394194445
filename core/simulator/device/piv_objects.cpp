#include "simulator/device/piv_objects.h"

namespace tappay::simulator::device {

namespace {

const Bytes kApplication{0xA0, 0x00, 0x00, 0x03, 0x08, 0x00, 0x00, 0x10, 0x00, 0x01, 0x00};
const Bytes kAuthority{0xA0, 0x00, 0x00, 0x03, 0x08};

struct Length {
    std::size_t size = 0, octets = 0;  // of the value, and of the length itself
};

// Nothing but the forms of one to three octets occurs in this application.
Length lengthAt(ByteView at) {
    if (at.empty()) return {};
    if (at[0] < 0x80) return {at[0], 1};
    if (at[0] == 0x81 && at.size() > 1) return {at[1], 2};
    if (at[0] == 0x82 && at.size() > 2) return {static_cast<std::size_t>(at[1] << 8 | at[2]), 3};
    return {};
}

}  // namespace

Bytes tlv(std::initializer_list<std::uint8_t> tag, ByteView value) {
    Bytes out(tag);
    const auto size = value.size();
    if (size > 0xFF)
        append(out, Bytes{0x82, static_cast<std::uint8_t>(size >> 8)});
    else if (size > 0x7F)
        out.push_back(0x81);
    out.push_back(static_cast<std::uint8_t>(size));
    append(out, value);
    return out;
}

ByteView valueOf(ByteView objects, std::uint8_t tag) {
    while (objects.size() > 1) {
        const auto length = lengthAt(objects.subspan(1));
        const auto end = 1 + length.octets + length.size;
        if (length.octets == 0 || end > objects.size()) return {};
        if (objects[0] == tag) return objects.subspan(1 + length.octets, length.size);
        objects = objects.subspan(end);
    }
    return {};
}

Bytes applicationProperty() {
    return tlv({0x61}, concat({tlv({0x4F}, ByteView(kApplication).subspan(5)),
                               tlv({0x79}, tlv({0x4F}, kAuthority))}));
}

// The application's own PIN, and no other, opens it.
Bytes discoveryObject() {
    return tlv({0x7E}, concat({tlv({0x4F}, kApplication), tlv({0x5F, 0x2F}, Bytes{0x40, 0x00})}));
}

Bytes cardHolderIdentifier(ByteView serial16) {
    // FASC-N of a card that no agency issued: all fields nines (SP 800-73-4, part 1, 3.1.2).
    const Bytes fascN{0xD4, 0xE7, 0x39, 0xDA, 0x73, 0x9C, 0xED, 0x39, 0xCE, 0x73, 0x9D, 0x83, 0x68,
                      0x58, 0x21, 0x08, 0x42, 0x10, 0x84, 0x21, 0xC8, 0x42, 0x10, 0xC3, 0xEB};
    return tlv({0x53},
               concat({tlv({0x30}, fascN), tlv({0x34}, serial16), tlv({0x35}, asBytes("20351231")),
                       tlv({0x3E}, {}), tlv({0xFE}, {})}));
}

Bytes certificateObject(ByteView der) {
    return tlv({0x53}, concat({tlv({0x70}, der), tlv({0x71}, Bytes{0x00}), tlv({0xFE}, {})}));
}

}  // namespace tappay::simulator::device
