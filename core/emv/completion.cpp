#include "emv/completion.h"

#include "base/pan.h"
#include "base/secret.h"
#include "emv/issuer_authentication.h"
#include "emv/issuer_scripts.h"
#include "emv/numeric.h"
#include "emv/online_processing.h"
#include "emv/session.h"
#include "emv/tags.h"
#include "emv/terminal_action_analysis.h"

namespace tappay::emv {

namespace {

constexpr const char* kPinBlocked = "the card's PIN try limit is exceeded";

void setResponseCode(Session& session, std::string_view code) {
    session.data.set(tag::kResponseCode, asBytes(code));
    session.decided("Book 4, A6", {"the terminal's response code is ", code});
}

Ending ended(Failure why) {
    return {Decision::Ended, std::move(why)};
}

Ending notAuthentic() {
    return ended({FailureCode::CardDataMalformed, "combined data authentication failed"});
}

std::uint8_t lastCid(const Session& session) {
    const auto cid = session.data.find(tag::kCid);
    return cid ? (*cid)[0] : std::uint8_t{0};
}

// What the card says of its refusal, else what the terminal found, as the person can act on it.
Failure whyDeclined(const Session& session) {
    switch (aacReason(lastCid(session))) {
        case AacReason::ServiceNotAllowed:
            return {FailureCode::CardNotAccepted, "the card does not allow this service"};
        case AacReason::PinTryLimitExceeded:
            return {FailureCode::PinBlocked, kPinBlocked};
        case AacReason::IssuerAuthenticationFailed:
            if (session.hostApproved)
                return {FailureCode::HostAnswerInvalid, "the card does not believe the issuer"};
            break;
        default:
            break;
    }
    if (session.hostApproved) return {FailureCode::CardDeclined, {}};
    if (session.tvr.has(TvrBit::PinTryLimitExceeded)) return {FailureCode::PinBlocked, kPinBlocked};
    if (session.tvr.has(TvrBit::PinNotEntered)) return {FailureCode::PinRequired, {}};
    return {FailureCode::CardDeclined, {}};
}

Ending declinedByCard(const Session& session) {
    return {Decision::DeclinedByCard, whyDeclined(session)};
}

// The approval is kept for the issuer before anybody learns of it.
Ending approveOffline(Session& session) {
    if (auto kept = session.host.keepOfflineApproval(buildOfflineApproval(session)); !kept)
        return ended(std::move(kept.error()));
    return {Decision::ApprovedOffline, {}};
}

// EXTERNAL AUTHENTICATE, scripts 71, second GENERATE AC, scripts 72 (Book 3, 10.9 to 10.11).
Result<Cryptogram> finishWithCard(Session& session, const HostAnswer& answer) {
    IssuerScripts scripts(session, answer.scripts);
    TAPPAY_CHECK(authenticateIssuer(session, answer.issuerAuthentication));
    TAPPAY_CHECK(scripts.run(ScriptMoment::BeforeFinalAc));
    const auto wanted = answer.approved ? CryptogramType::Tc : CryptogramType::Aac;
    TAPPAY_TRY(cryptogram, generateSecondAc(session, wanted));
    // The decision is made: a card lost now only leaves a failed script behind.
    [[maybe_unused]] const auto lost = scripts.run(ScriptMoment::AfterFinalAc);
    return cryptogram;
}

}  // namespace

Ending completeOffline(Session& session, const Cryptogram& cryptogram) {
    const bool approved = cryptogram.type == CryptogramType::Tc && cryptogram.authentic;
    setResponseCode(session, approved ? "Y1" : "Z1");
    if (approved) return approveOffline(session);
    return cryptogram.authentic ? declinedByCard(session) : notAuthentic();
}

Ending completeUnauthentic(Session& session) {
    setResponseCode(session, "Z1");
    // Declined whatever the card says to it.
    [[maybe_unused]] const auto refusal = generateSecondAc(session, CryptogramType::Aac);
    return notAuthentic();
}

Ending completeWithIssuer(Session& session, const HostAnswer& answer) {
    const auto cryptogram = finishWithCard(session, answer);
    if (!answer.approved)
        return {Decision::DeclinedByHost,
                Failure{FailureCode::Declined, "response code " + answer.responseCode}};
    if (!cryptogram) return ended(cryptogram.error());
    if (cryptogram->type != CryptogramType::Tc) return declinedByCard(session);
    return cryptogram->authentic ? Ending{Decision::ApprovedOnline, {}} : notAuthentic();
}

Ending completeWithoutIssuer(Session& session, const Failure& why) {
    // Only when surely nothing was sent may the action codes decide. Otherwise the money is
    // somewhere: the card must not approve what will be undone.
    const auto wanted = why.code == FailureCode::HostUnreachable ? analyseUnableToGoOnline(session)
                                                                 : CryptogramType::Aac;
    setResponseCode(session, wanted == CryptogramType::Tc ? "Y3" : "Z3");
    const auto cryptogram = generateSecondAc(session, wanted);
    if (wanted == CryptogramType::Aac) return ended(why);
    if (!cryptogram) return ended(cryptogram.error());
    if (cryptogram->type != CryptogramType::Tc) return declinedByCard(session);
    return cryptogram->authentic ? approveOffline(session) : notAuthentic();
}

Outcome describeOutcome(const Session& session, Ending ending) {
    Outcome outcome;
    outcome.decision = ending.decision;
    outcome.interface = session.interface;
    outcome.reason = std::move(ending.reason);
    outcome.hostAsked = session.hostAsked;
    outcome.hostApproved = session.hostApproved;
    outcome.signatureNeeded = session.signatureNeeded;
    outcome.cvm = session.cvm;
    const DataStore& data = session.data;
    if (const auto pan = data.find(tag::kPan)) {
        std::string digits = digitsOf(*pan).value_or(std::string());
        outcome.maskedPan = maskPan(digits);
        wipe(digits);
    }
    if (const auto sequence = data.find(tag::kPanSequence)) outcome.panSequence = toHex(*sequence);
    outcome.aid = data.get(tag::kDfName);
    outcome.label = session.label;
    outcome.tvr = session.tvr.bytes();
    outcome.tsi = session.tsi.bytes();
    outcome.cvmResults = data.get(tag::kCvmResults);
    outcome.aip = data.get(tag::kAip);
    outcome.atc = data.get(tag::kAtc);
    outcome.cryptogram = data.get(tag::kCryptogram);
    outcome.iad = data.get(tag::kIad);
    outcome.unpredictableNumber = data.get(tag::kUnpredictableNumber);
    outcome.cid = lastCid(session);
    outcome.adviceRequired = adviceRequired(outcome.cid);
    outcome.responseCode = toText(data.get(tag::kResponseCode));
    outcome.scriptResults = session.scriptResults;
    return outcome;
}

}  // namespace tappay::emv
