#include "card/pcsc/errors.h"

#include <winscard.h>

#include <cstdio>

namespace tappay::card {
namespace {

FailureCode codeOf(long pcscCode) {
    switch (pcscCode) {
        case SCARD_W_REMOVED_CARD:
        case SCARD_E_NO_SMARTCARD:
            return FailureCode::CardRemoved;
        // Somebody reset the card under us, or it was exchanged for one that speaks differently.
        case SCARD_W_RESET_CARD:
        case SCARD_E_PROTO_MISMATCH:
            return FailureCode::CardChanged;
        case SCARD_W_UNRESPONSIVE_CARD:
        case SCARD_W_UNPOWERED_CARD:
        case SCARD_W_UNSUPPORTED_CARD:
        case SCARD_E_NOT_TRANSACTED:
        case SCARD_E_CARD_UNSUPPORTED:
            return FailureCode::CardUnresponsive;
        case SCARD_E_SHARING_VIOLATION:
            return FailureCode::ReaderBusy;
        case SCARD_E_UNKNOWN_READER:
        case SCARD_E_READER_UNAVAILABLE:
        case SCARD_E_NO_READERS_AVAILABLE:
            return FailureCode::ReaderMissing;
        case SCARD_E_NO_SERVICE:
        case SCARD_E_SERVICE_STOPPED:
        case SCARD_F_COMM_ERROR:
        // What the library says of everything that was opened before the service was restarted.
        case SCARD_E_INVALID_HANDLE:
            return FailureCode::ReaderServiceDown;
        case SCARD_E_CANCELLED:
        case SCARD_W_CANCELLED_BY_USER:
            return FailureCode::Cancelled;
        case SCARD_E_TIMEOUT:
            return FailureCode::CardTimeout;
        case SCARD_W_SECURITY_VIOLATION:
            return FailureCode::PermissionDenied;
        default:
            return FailureCode::Internal;
    }
}

}  // namespace

Failure failureOf(long pcscCode, const char* during) {
    char text[80];
    std::snprintf(text, sizeof(text), "%s: PC/SC %08lX", during,
                  static_cast<unsigned long>(pcscCode) & 0xFFFFFFFFUL);
    return {codeOf(pcscCode), text};
}

}  // namespace tappay::card
