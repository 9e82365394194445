#include "emv/contactless/cardholder_verification.h"

namespace tappay::emv::contactless {

namespace {

struct Meaning {
    std::string_view name;
    const char* results;  // 9F34: CVM, condition "always", unknown or successful (Book 4, 6.3.4.5)
    CvmUsed used;
};

// No CVM list was processed; the results say what was done as if a rule had. What the phone did
// counts as no CVM of the terminal's.
Meaning meaningOf(Cvm cvm) {
    switch (cvm) {
        case Cvm::OnlinePin:
            return {"online PIN", "020000", CvmUsed::OnlinePin};
        case Cvm::Signature:
            return {"signature", "1E0000", CvmUsed::Signature};
        case Cvm::ConsumerDevice:
            return {"done by the cardholder's device", "1F0002", CvmUsed::None};
        case Cvm::None:
            return {"none is wanted", "1F0002", CvmUsed::None};
        case Cvm::Impossible:
            break;
    }
    return {"none in common", "3F0001", CvmUsed::None};
}

Result<void> enterPin(Session& session) {
    PinRequest request;
    request.amount = session.transaction.amount;
    TAPPAY_CHECK(session.card.checkStop());
    TAPPAY_TRY(entry, session.cardholder.enterOnlinePin(request));
    if (entry == PinEntry::Bypassed) return fail(FailureCode::PinRequired);
    session.pinEntered = true;
    return {};
}

}  // namespace

Cvm chooseCvm(const Ttq& ttq, const std::optional<Ctq>& ctq, bool offline) {
    const bool required = ttq.has(TtqBit::CvmRequired);
    // UNCERTAIN: a card that says nothing where the terminal wants a CVM. A signature is taken when
    // the terminal takes any.
    if (!ctq && !required) return Cvm::None;
    if (!ctq) return ttq.has(TtqBit::Signature) ? Cvm::Signature : Cvm::Impossible;
    if (ctq->has(CtqBit::OnlinePin) && ttq.has(TtqBit::OnlinePin) && !offline)
        return Cvm::OnlinePin;
    if (ctq->has(CtqBit::VerifiedByDevice) && ttq.has(TtqBit::ConsumerDevice))
        return Cvm::ConsumerDevice;
    if (ctq->has(CtqBit::Signature) && ttq.has(TtqBit::Signature)) return Cvm::Signature;
    const bool wanted = required || ctq->has(CtqBit::OnlinePin) || ctq->has(CtqBit::Signature);
    return wanted ? Cvm::Impossible : Cvm::None;
}

Result<bool> verifyCardholder(Tap& tap, bool offline) {
    Session& session = tap.session;
    const Cvm cvm = chooseCvm(tap.ttq, tap.ctq(), offline);
    const Meaning meaning = meaningOf(cvm);
    session.decided("JR/T 0025.12, cardholder verification", meaning.name);
    TAPPAY_TRY(results, fromHex(meaning.results));
    session.data.set(tag::kCvmResults, results);
    if (cvm == Cvm::OnlinePin) TAPPAY_CHECK(enterPin(session));
    session.signatureNeeded = cvm == Cvm::Signature;
    session.cvm = meaning.used;
    return cvm != Cvm::Impossible;
}

}  // namespace tappay::emv::contactless
