#pragma once

#include <string_view>

#include "tlv/dol.h"

namespace tappay::tlv {

struct Entry {
    Tag tag = 0;
    std::string_view name;  // the books' name, English
    Format format = Format::Binary;
    std::uint16_t minLength = 0;  // octets
    std::uint16_t maxLength = 0;
    bool sensitive = false;  // PAN, track data, cardholder name: masked in every output
};

// The data elements of EMV Book 3 Annex A and JR/T 0025; nullptr when unknown.
const Entry* lookUp(Tag tag);
Format formatOf(Tag tag);

}  // namespace tappay::tlv
