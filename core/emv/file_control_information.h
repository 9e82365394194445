#pragma once

#include <optional>
#include <string>

#include "tlv/tlv.h"

namespace tappay::emv {

// What SELECT says of an application or a directory (EMV Book 1, 11.3.4). The views point into the
// answer that was parsed.
struct FileControlInformation {
    ByteView dfName;                     // 84
    std::vector<tlv::Item> proprietary;  // the objects in A5
    [[nodiscard]] Bytes pdol() const;    // 9F38, empty when absent
};

// CardDataMalformed unless 6F holds 84 (5 to 16 octets) and A5.
Result<FileControlInformation> parseFci(ByteView answer);

// The name a person is shown, UTF-8: the preferred name when its code table is ISO 8859-1, which
// this terminal can show, else the label (EMV Book 1, 12.4). `codeTable` is 9F11.
std::string applicationLabel(const std::vector<tlv::Item>& objects,
                             std::optional<ByteView> codeTable);

}  // namespace tappay::emv
