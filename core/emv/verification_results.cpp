#include "emv/verification_results.h"

#include <bit>
#include <string_view>

namespace tappay::emv {

namespace {

std::string_view nameOf(TvrBit bit) {
    using enum TvrBit;
    switch (bit) {
        case OdaNotPerformed:
            return "offline data authentication not performed";
        case SdaFailed:
            return "SDA failed";
        case IccDataMissing:
            return "ICC data missing";
        case OnExceptionFile:
            return "card on the exception file";
        case DdaFailed:
            return "DDA failed";
        case CdaFailed:
            return "CDA failed";
        case SdaSelected:
            return "SDA selected";
        case VersionsDiffer:
            return "application versions differ";
        case Expired:
            return "application expired";
        case NotYetEffective:
            return "application not yet effective";
        case ServiceNotAllowed:
            return "requested service not allowed";
        case NewCard:
            return "new card";
        case CardholderNotVerified:
            return "cardholder verification not successful";
        case UnrecognisedCvm:
            return "unrecognised CVM";
        case PinTryLimitExceeded:
            return "PIN try limit exceeded";
        case PinPadMissing:
            return "PIN wanted, no PIN pad";
        case PinNotEntered:
            return "PIN wanted, not entered";
        case OnlinePinEntered:
            return "online PIN entered";
        case FloorLimitExceeded:
            return "floor limit exceeded";
        case LowerConsecutiveLimitExceeded:
            return "lower consecutive offline limit exceeded";
        case UpperConsecutiveLimitExceeded:
            return "upper consecutive offline limit exceeded";
        case SelectedRandomly:
            return "selected randomly for online processing";
        case ForcedOnline:
            return "forced online by the merchant";
        case DefaultTdolUsed:
            return "default TDOL used";
        case IssuerAuthenticationFailed:
            return "issuer authentication failed";
        case ScriptFailedBeforeFinalAc:
            return "script failed before the final GENERATE AC";
        case ScriptFailedAfterFinalAc:
            return "script failed after the final GENERATE AC";
    }
    return "reserved";
}

}  // namespace

std::string describe(TvrBit bit) {
    const auto code = static_cast<std::uint16_t>(bit);
    const int octet = (code >> 8) + 1;
    const int number = std::countr_zero(static_cast<std::uint8_t>(code)) + 1;
    return "TVR B" + std::to_string(octet) + "b" + std::to_string(number) + ", " +
           std::string(nameOf(bit));
}

}  // namespace tappay::emv
