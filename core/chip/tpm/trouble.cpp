#include "chip/tpm/trouble.h"

#include <tss2/tss2_tpm2_types.h>

#include <cstdio>

namespace tappay::chip::tpm {
namespace {

constexpr TSS2_RC kOwnCode = 0xFFFF;   // without the layer it came from
constexpr TSS2_RC kFormatOne = 0x080;  // carries the number of a handle, session or parameter
constexpr TSS2_RC kFormatOneCode = 0x0BF;

bool saysPassword(TSS2_RC code) {
    const TSS2_RC what = code & kFormatOneCode;
    return what == (TPM2_RC_AUTH_FAIL & kFormatOneCode) ||
           what == (TPM2_RC_BAD_AUTH & kFormatOneCode);
}

Trouble ofFormatOne(TSS2_RC code) {
    switch (code & kFormatOneCode) {
        case TPM2_RC_HANDLE& kFormatOneCode:
        case TPM2_RC_AUTH_FAIL& kFormatOneCode:
        case TPM2_RC_BAD_AUTH& kFormatOneCode:
            return Trouble::Stale;
        default:
            return Trouble::Refused;
    }
}

Trouble ofWarning(TSS2_RC code) {
    if (code >= TPM2_RC_REFERENCE_H0 && code <= TPM2_RC_REFERENCE_S6) return Trouble::Stale;
    switch (code) {
        case TPM2_RC_NV_DEFINED:
            return Trouble::Overtaken;
        case TPM2_RC_NV_UNINITIALIZED:
            return Trouble::Stale;
        case TPM2_RC_RETRY:
        case TPM2_RC_YIELDED:
        case TPM2_RC_TESTING:
        case TPM2_RC_NV_RATE:
        case TPM2_RC_NV_UNAVAILABLE:
            return Trouble::Again;
        case TPM2_RC_CONTEXT_GAP:
        case TPM2_RC_OBJECT_MEMORY:
        case TPM2_RC_SESSION_MEMORY:
        case TPM2_RC_OBJECT_HANDLES:
        case TPM2_RC_SESSION_HANDLES:
            return Trouble::NoRoom;
        case TPM2_RC_INITIALIZE:
        case TPM2_RC_FAILURE:
        case TPM2_RC_LOCKOUT:
        case TPM2_RC_MEMORY:
        case TPM2_RC_NV_SPACE:
        case TPM2_RC_COMMAND_CODE:
            return Trouble::Unusable;
        default:
            return Trouble::Refused;
    }
}

}  // namespace

Trouble troubleOf(TSS2_RC code) {
    if (code == TSS2_RC_SUCCESS) return Trouble::None;
    switch (code & TSS2_RC_LAYER_MASK) {
        case TSS2_TPM_RC_LAYER:
        case TSS2_RESMGR_TPM_RC_LAYER:
            return (code & kFormatOne) != 0 ? ofFormatOne(code & kOwnCode)
                                            : ofWarning(code & kOwnCode);
        case TSS2_TCTI_RC_LAYER:
            return Trouble::Gone;
        case TSS2_ESAPI_RC_LAYER:
            // BAD_SEQUENCE: an earlier command never got its answer.
            if (code == TSS2_ESYS_RC_BAD_SEQUENCE) return Trouble::Gone;
            return code == TSS2_ESYS_RC_BAD_TR ? Trouble::Stale : Trouble::Refused;
        default:
            return Trouble::Refused;
    }
}

Failure failureOf(const char* command, TSS2_RC code) {
    char hex[16];
    std::snprintf(hex, sizeof(hex), "0x%x", static_cast<unsigned>(code));
    const std::string detail = std::string(command) + " " + hex;
    switch (troubleOf(code)) {
        case Trouble::Stale:
            // A password that is not ours stands before the chip, not before one key.
            return {saysPassword(code) ? FailureCode::ChipUnavailable : FailureCode::KeyUnavailable,
                    detail};
        case Trouble::None:
        case Trouble::Refused:
            return {FailureCode::CryptoFailed, detail};
        default:
            return {FailureCode::ChipUnavailable, detail};
    }
}

}  // namespace tappay::chip::tpm
