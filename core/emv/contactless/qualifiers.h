#pragma once

#include "emv/bit_field.h"

// What terminal and card tell each other about a tap (JR/T 0025.12).
namespace tappay::emv::contactless {

// Terminal transaction qualifiers, tag 9F66.
enum class TtqBit : std::uint16_t {
    QPboc = 0x0020,
    ContactAlso = 0x0010,
    OfflineOnly = 0x0008,
    OnlinePin = 0x0004,
    Signature = 0x0002,
    OnlineCryptogramRequired = 0x0180,
    CvmRequired = 0x0140,
    ConsumerDevice = 0x0240,
    FddaVersion01 = 0x0380,
};
using Ttq = BitField<4, TtqBit>;

// Card transaction qualifiers, tag 9F6C.
enum class CtqBit : std::uint16_t {
    OnlinePin = 0x0080,
    Signature = 0x0040,
    OnlineIfOdaFails = 0x0020,
    ContactIfOdaFails = 0x0010,
    OnlineIfExpired = 0x0008,
    ContactForCash = 0x0004,
    ContactForCashback = 0x0002,
    VerifiedByDevice = 0x0180,
};
using Ctq = BitField<2, CtqBit>;

}  // namespace tappay::emv::contactless
