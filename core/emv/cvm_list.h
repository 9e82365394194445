#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/result.h"

// The card's CVM list, tag 8E (EMV Book 3, 10.5 and Annex C3).
namespace tappay::emv {

// Bits 6 to 1 of a rule's first octet.
enum class CvmMethod : std::uint8_t {
    Fail = 0x00,
    PlaintextPin = 0x01,
    OnlinePin = 0x02,
    PlaintextPinAndSignature = 0x03,
    EncipheredPin = 0x04,
    EncipheredPinAndSignature = 0x05,
    Signature = 0x1E,
    NoCvm = 0x1F,
    IdentityDocument = 0x20,  // JR/T 0025.5
};

enum class CvmCondition : std::uint8_t {
    Always = 0x00,
    UnattendedCash = 0x01,
    NoCash = 0x02,  // neither unattended cash, nor manual cash, nor purchase with cashback
    MethodSupported = 0x03,
    ManualCash = 0x04,
    Cashback = 0x05,
    UnderX = 0x06,  // these four: in the application's currency
    OverX = 0x07,
    UnderY = 0x08,
    OverY = 0x09,
};

struct CvmRule {
    std::uint8_t code = 0;  // as in the list, bit 7 included
    std::uint8_t condition = 0;

    [[nodiscard]] CvmMethod method() const { return static_cast<CvmMethod>(code & 0x3F); }
    // Whether the next rule is tried when this one is not successful.
    [[nodiscard]] bool continues() const { return (code & 0x40) != 0; }
};

struct CvmList {
    std::uint64_t amountX = 0, amountY = 0;  // minor units of the application's currency
    std::vector<CvmRule> rules;
};

// CardDataMalformed unless it is two amounts of four octets and whole rules.
Result<CvmList> parseCvmList(ByteView list);

}  // namespace tappay::emv
