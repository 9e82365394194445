#include "base/secret.h"
#include "emv/contactless/cardholder_verification.h"
#include "emv/contactless/completion.h"
#include "emv/contactless/fast_dda.h"
#include "emv/numeric.h"
#include "emv/online_processing.h"
#include "emv/terminal_memory.h"
#include "emv/transaction_kind.h"

namespace tappay::emv::contactless {

namespace {

constexpr std::string_view kParagraph = "JR/T 0025.12, offline approval";

// The card has paid already. What it says of other ways (9F6C) is for a terminal whose owner takes
// the risk that the person pays twice.
bool mayGoElsewhere(const Tap& tap) {
    return tap.session.parameters.contactless.otherWayAfterPaid;
}

bool mayGoOnline(const Tap& tap, CtqBit wish) {
    return mayGoElsewhere(tap) && tap.cardWants(wish) &&
           !isOfflineOnly(tap.session.parameters.terminal.type);
}

bool mayBeInserted(const Tap& tap, CtqBit wish) {
    return mayGoElsewhere(tap) && tap.cardWants(wish) &&
           tap.session.parameters.contactless.contactAlso;
}

bool isExpired(const Session& session) {
    return parseDay(session.data.get(tag::kExpiry)).value_or(0) < session.today();
}

bool isOnExceptionFile(Session& session) {
    if (session.memory == nullptr) return false;
    std::string pan = digitsOf(session.data.get(tag::kPan)).value_or(std::string());
    const bool listed =
        session.memory->isOnExceptionFile(asBytes(pan), toHex(session.data.get(tag::kPanSequence)));
    wipe(pan);
    return listed;
}

TapResult<Ending> afterExpiry(Tap& tap) {
    if (!mayGoOnline(tap, CtqBit::OnlineIfExpired))
        return refusePaid(tap, "the application has expired");
    tap.session.decided(kParagraph, "expired: the card wants the issuer asked");
    return completeOnline(tap);
}

TapResult<Ending> afterFailedAuthentication(Tap& tap) {
    if (mayGoOnline(tap, CtqBit::OnlineIfOdaFails)) {
        tap.session.decided(kParagraph, "not authentic: the card wants the issuer asked");
        return completeOnline(tap);
    }
    if (mayBeInserted(tap, CtqBit::ContactIfOdaFails))
        return useContact(tap.session.parameters, "fast DDA failed, the card refers to contact",
                          FailureCode::CardDataMalformed);
    return refusePaid(tap, "fast DDA failed");
}

// Kept first, said afterwards: an approval that would be forgotten is none.
TapResult<Ending> approve(Tap& tap) {
    Session& session = tap.session;
    session.data.set(tag::kResponseCode, asBytes("Y1"));
    TAPPAY_CHECK(session.host.keepOfflineApproval(buildOfflineApproval(session)));
    session.decided(kParagraph, "approved");
    return Ending{Decision::ApprovedOffline, {}};
}

}  // namespace

TapResult<Ending> completeOffline(Tap& tap, const std::shared_ptr<const Torn>& torn) {
    Session& session = tap.session;
    if (isExpired(session)) return afterExpiry(tap);
    if (isOnExceptionFile(session)) return refusePaid(tap, "the card is on the exception file");
    if (!authenticateFast(tap)) {
        if (!torn) return afterFailedAuthentication(tap);
        return std::unexpected(
            Obstacle({FailureCode::CardChanged, "not the torn card"}, Next::TapAgain, torn));
    }
    TAPPAY_TRY(verified, verifyCardholder(tap, true));
    if (!verified) return refusePaid(tap, "no cardholder verification in common");
    return approve(tap);
}

}  // namespace tappay::emv::contactless
