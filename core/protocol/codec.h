#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "protocol/messages.h"

// The JSON of docs/protocol.md. Decoding is strict about every member it knows (InputMalformed
// names the member) and passes over those it does not, so that one side may be newer.
namespace tappay::protocol {

std::string_view nameOf(PaymentState state);
std::string_view nameOf(UndoReason reason);

// `request.card` is not part of it: it travels in `sealed`, under the keys of the sign-on
// `session`, or as a compact JWE where that is empty.
std::string encode(const AuthorisationRequest& request, std::string_view sealed,
                   std::string_view session = {});
std::string encode(const AdviceRequest& request, std::string_view sealed);
std::string encode(const UndoRequest& request);
std::string encode(const CaptureRequest& request);
std::string encode(const StatusQuestion& question);
// A state without a payment behind it has no amount: its currency is left unset.
std::string encode(const PaymentAnswer& answer);

struct ReceivedAuthorisation {
    AuthorisationRequest request;  // without card
    std::string sealed;            // base64url of a sealed transaction, or compact JWE
    std::string session = {};      // of the sign-on; empty for a JWE
};
Result<ReceivedAuthorisation> decodeAuthorisation(std::string_view json);
struct ReceivedAdvice {
    AdviceRequest request;  // without card
    std::string sealed;
};
Result<ReceivedAdvice> decodeAdvice(std::string_view json);
Result<UndoRequest> decodeUndo(std::string_view json);
Result<CaptureRequest> decodeCapture(std::string_view json);
Result<StatusQuestion> decodeStatus(std::string_view json);
Result<PaymentAnswer> decodeAnswer(std::string_view json);

// The body of an error answer: `code` is a failure's name.
std::string encodeError(const Failure& failure);
// The failure a body names; Internal with the text as detail when it names none.
Failure decodeError(std::string_view json);

}  // namespace tappay::protocol
