// The issuer's side of a refund.
#include "iso8583/fields.h"
#include "simulator/network/issuer.h"

namespace tappay::simulator::network {

Result<Decision> Issuer::refund(const iso8583::Message& request) {
    Entry entry = entryOf(request);
    const auto original = iso8583::Field61::decode(request.text(61));
    if (original) {
        entry.originalBatch = original->batch;
        entry.originalStan = original->stan;
    }
    Decision decision;
    decision.reference = makeReference();
    if (const Entry* known = m_ledger.find(entry.key)) {
        const bool same = known->amount == entry.amount && known->maskedPan == entry.maskedPan &&
                          known->originalBatch == entry.originalBatch &&
                          known->originalStan == entry.originalStan;
        decision.responseCode = same ? known->responseCode : "94";
        if (same) decision.reference = known->reference;
        return decision;
    }
    decision.responseCode = judgeRefund(entry);
    entry.responseCode = decision.responseCode;
    entry.reference = decision.reference;
    entry.state = decision.responseCode == "00" ? EntryState::Approved : EntryState::Declined;
    TAPPAY_CHECK(m_ledger.record(std::move(entry)));
    return decision;
}

// Only what this terminal took for this merchant, from this card, and never more than that.
std::string Issuer::judgeRefund(const Entry& entry) const {
    if (entry.amount.minor == 0 || entry.key.batch.empty() || entry.originalStan.empty())
        return "30";
    const EntryKey payment{entry.key.terminalId, entry.key.merchantId, entry.originalBatch,
                           entry.originalStan};
    const Entry* original = m_ledger.find(payment);
    if (original == nullptr || original->state != EntryState::Approved ||
        !original->originalStan.empty() || !original->payee.empty() ||
        original->account != entry.account)
        return "25";
    if (original->amount.currency != entry.amount.currency ||
        entry.amount.minor > original->amount.minor - m_ledger.refunded(payment))
        return "64";
    return "00";
}

}  // namespace tappay::simulator::network
