#include "simulator/network/issuer_card.h"

namespace tappay::simulator::network {

namespace {

constexpr std::string_view kApproved = "00", kNothing = "000000000000";

}  // namespace

// Whether the card is there, which its cryptogram over nothing at all says. Neither books nor
// balance change; but a transaction counter that was used here is used.
Result<Decision> Issuer::inquire(const iso8583::Message& request) {
    const Card card = cardOf(request);
    Entry unwritten = entryOf(request, card);
    Decision decision;
    decision.reference = makeReference();
    if (card.issuer != nullptr) decision.issuerName = card.issuer->name;
    std::optional<CardProof> proof;
    decision.responseCode = judgeInquiry(request, card, unwritten, proof);
    if (!proof) return decision;
    m_inquiries[unwritten.account] = proof->atc;
    TAPPAY_TRY(icc, answerToCard(*proof, decision.responseCode, std::nullopt));
    decision.icc = std::move(icc);
    return decision;
}

std::string Issuer::judgeInquiry(const iso8583::Message& request, const Card& card, Entry& entry,
                                 std::optional<CardProof>& proof) const {
    if (request.has(4) && request.text(4) != kNothing) return "30";
    if (card.issuer == nullptr) return "15";
    if (card.account == nullptr) return "14";
    auto checked = checkCryptogram(*card.issuer, card.pan, card.panSequence, request.binary(55),
                                   kNothing, request.text(49));
    if (!checked) return checked.error().code == FailureCode::CryptoFailed ? "59" : "30";
    if (std::string code = judgeCounter(checked->atc, entry); code != kApproved) return code;
    proof = std::move(*checked);
    return judgeAccount(card);
}

}  // namespace tappay::simulator::network
