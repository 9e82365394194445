#include "backend/refusal.h"

#include "protocol/codec.h"

namespace tappay::backend {

unsigned statusOf(FailureCode code) {
    switch (code) {
        case FailureCode::InputMalformed:
        case FailureCode::AmountInvalid:
        case FailureCode::CurrencyUnsupported:
        case FailureCode::CryptoFailed:
        case FailureCode::OrderInvalid:
            return 400;
        case FailureCode::PermissionDenied:
        case FailureCode::ClockWrong:
            return 401;
        case FailureCode::ChipNotTrusted:
        case FailureCode::EnrolmentCodeInvalid:
        case FailureCode::NotEnrolled:
        case FailureCode::NotSignedOn:
        case FailureCode::TerminalUnknown:
        case FailureCode::TerminalExpired:
        case FailureCode::TerminalRevoked:
        case FailureCode::TerminalSuspended:
        case FailureCode::TerminalCloned:
            return 403;
        case FailureCode::OrderOriginWrong:
        case FailureCode::ConfirmationNeeded:
        case FailureCode::PhoneUnknown:
        case FailureCode::PhoneRevoked:
        case FailureCode::PhoneCloned:
        case FailureCode::DeviceNotTrusted:
        case FailureCode::ConfirmationsBlocked:
            return 403;
        case FailureCode::NotFound:
        case FailureCode::CardholderUnknown:
            return 404;
        case FailureCode::MethodUnknown:
            return 405;
        case FailureCode::KeyReused:
        case FailureCode::TooLate:
        case FailureCode::NotUndoable:
        case FailureCode::KeyRejected:
        case FailureCode::OrderExpired:
        case FailureCode::OrderInProgress:
        case FailureCode::OrderPaid:
        case FailureCode::LimitExceeded:
        case FailureCode::CardNotProven:
        case FailureCode::PhoneMissing:
            return 409;
        case FailureCode::Busy:
        case FailureCode::ConfirmationsTooMany:
            return 429;
        case FailureCode::Internal:
            return 500;
        default:
            return 503;
    }
}

HttpResponse refusal(unsigned status, const Failure& failure) {
    return {status, "application/json", protocol::encodeError(failure)};
}

}  // namespace tappay::backend
