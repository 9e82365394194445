#include "emv/contactless/completion.h"
#include "emv/contactless/cardholder_verification.h"
#include "emv/online_processing.h"
#include "emv/transaction_kind.h"

namespace tappay::emv::contactless {

namespace {

// Without the issuer nobody may approve. Whether anything was sent is the failure's to say.
Ending unanswered(Session& session, Failure why) {
    session.data.set(tag::kResponseCode, asBytes("Z3"));
    return {Decision::Ended, std::move(why)};
}

Ending declineAs(FailureCode code, Tap& tap, std::string why) {
    Session& session = tap.session;
    session.data.set(tag::kResponseCode, asBytes("Z1"));
    session.decided("JR/T 0025.12, completion", why);
    return {Decision::DeclinedByCard, Failure{code, std::move(why)}};
}

}  // namespace

Ending decline(Tap& tap, std::string why) {
    return declineAs(FailureCode::CardDeclined, tap, std::move(why));
}

Ending refusePaid(Tap& tap, std::string why) {
    return declineAs(FailureCode::PaidNotAccepted, tap, std::move(why));
}

TapResult<Ending> completeOnline(Tap& tap) {
    Session& session = tap.session;
    if (isOfflineOnly(session.parameters.terminal.type))
        return decline(tap, "the terminal is never online");
    TAPPAY_TRY(verified, verifyCardholder(tap, false));
    if (!verified) return decline(tap, "no cardholder verification in common");
    auto answer = askIssuer(session);
    if (!session.hostAsked) return std::unexpected(std::move(answer).error());
    if (!answer) return unanswered(session, std::move(answer).error());
    if (answer->approved) return Ending{Decision::ApprovedOnline, {}};
    return Ending{Decision::DeclinedByHost,
                  Failure{FailureCode::Declined, "response code " + answer->responseCode}};
}

}  // namespace tappay::emv::contactless
