#include "terminal/capture.h"
#include "terminal/sale.h"

// What a sale does for an order before the card is asked for, and after the card has paid.
namespace tappay::terminal {

// Whatever is looked at until the order has expired can't be paid any more.
Result<void> Sale::awaitConsent() {
    if (!m_purchase) return {};
    const auto now = m_parts.world.clock.now();
    const auto left = std::chrono::floor<std::chrono::milliseconds>(
        std::min<std::chrono::system_clock::duration>(kConsentWait, m_purchase->expires - now));
    auto agreed = m_purchase->consent.wait(Deadline::in(left, m_stop.get_token()));
    if (!agreed && agreed.error().code == FailureCode::Cancelled) return agreed;
    if (m_parts.world.clock.now() >= m_purchase->expires)
        return fail(FailureCode::OrderExpired, "before anybody agreed to it");
    if (!agreed) return fail(FailureCode::Cancelled, agreed.error().detail);
    return {};
}

Result<void> Sale::agree() {
    if (!m_purchase) return fail(FailureCode::TooLate, "this is no payment of an order");
    return m_purchase->consent.give();
}

// The resolver goes on with it where no answer comes.
void Sale::captureOrder() {
    if (!m_purchase) return;
    const bool cardIn = cardStillIn();
    const auto deadline = Deadline::in(m_parts.config.hostWait, m_parts.shutdown);
    auto* const through = m_purchase->channel ? &*m_purchase->channel : nullptr;
    (void)capture(m_id, m_parts.world, m_parts.payments, deadline, through);
    m_parts.payments.show(m_id, [&](Record& record) {
        if (record.shown.stage == Stage::Completing)
            record.shown.stage = cardIn ? Stage::RemoveCard : Stage::Done;
    });
}

}  // namespace tappay::terminal
