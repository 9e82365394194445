#pragma once

#include <string>

#include "emv/bit_field.h"

// The bit maps of the transaction (EMV Book 3, Annex C; JR/T 0025.5 Annex A).
namespace tappay::emv {

// Application interchange profile, tag 82 (Annex C1).
enum class AipBit : std::uint16_t {
    Sda = 0x0040,
    Dda = 0x0020,
    CardholderVerification = 0x0010,
    TerminalRiskManagement = 0x0008,
    IssuerAuthentication = 0x0004,  // by EXTERNAL AUTHENTICATE
    Cda = 0x0001,
};
using Aip = BitField<2, AipBit>;

// Application usage control, tag 9F07 (Annex C2).
enum class AucBit : std::uint16_t {
    DomesticCash = 0x0080,
    InternationalCash = 0x0040,
    DomesticGoods = 0x0020,
    InternationalGoods = 0x0010,
    DomesticServices = 0x0008,
    InternationalServices = 0x0004,
    AtAtms = 0x0002,
    AtOtherTerminals = 0x0001,
    DomesticCashback = 0x0180,
    InternationalCashback = 0x0140,
};
using Auc = BitField<2, AucBit>;

// Terminal verification results, tag 95 (Annex C5).
enum class TvrBit : std::uint16_t {
    OdaNotPerformed = 0x0080,
    SdaFailed = 0x0040,
    IccDataMissing = 0x0020,
    OnExceptionFile = 0x0010,
    DdaFailed = 0x0008,
    CdaFailed = 0x0004,
    SdaSelected = 0x0002,
    VersionsDiffer = 0x0180,
    Expired = 0x0140,
    NotYetEffective = 0x0120,
    ServiceNotAllowed = 0x0110,
    NewCard = 0x0108,
    CardholderNotVerified = 0x0280,
    UnrecognisedCvm = 0x0240,
    PinTryLimitExceeded = 0x0220,
    PinPadMissing = 0x0210,
    PinNotEntered = 0x0208,
    OnlinePinEntered = 0x0204,
    FloorLimitExceeded = 0x0380,
    LowerConsecutiveLimitExceeded = 0x0340,
    UpperConsecutiveLimitExceeded = 0x0320,
    SelectedRandomly = 0x0310,
    ForcedOnline = 0x0308,
    DefaultTdolUsed = 0x0480,
    IssuerAuthenticationFailed = 0x0440,
    ScriptFailedBeforeFinalAc = 0x0420,
    ScriptFailedAfterFinalAc = 0x0410,
};
using Tvr = BitField<5, TvrBit>;

// "TVR B3b6, PIN try limit exceeded", for people who know the books.
std::string describe(TvrBit bit);

// Transaction status information, tag 9B (Annex C6).
enum class TsiBit : std::uint16_t {
    OfflineDataAuthentication = 0x0080,
    CardholderVerification = 0x0040,
    CardRiskManagement = 0x0020,
    IssuerAuthentication = 0x0010,
    TerminalRiskManagement = 0x0008,
    ScriptProcessing = 0x0004,
};
using Tsi = BitField<2, TsiBit>;

// Terminal capabilities, tag 9F33 (Book 4, Annex A2; the document check is JR/T 0025.5's).
enum class CapabilityBit : std::uint16_t {
    PlaintextOfflinePin = 0x0180,
    OnlinePin = 0x0140,
    Signature = 0x0120,
    EncipheredOfflinePin = 0x0110,
    NoCvm = 0x0108,
    IdentityDocument = 0x0101,
    Sda = 0x0280,
    Dda = 0x0240,
    Cda = 0x0208,
};
using Capabilities = BitField<3, CapabilityBit>;

}  // namespace tappay::emv
