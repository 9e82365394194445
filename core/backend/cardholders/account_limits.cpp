#include "backend/cardholders/account_limits.h"

#include "backend/cardholders/notice_names.h"

namespace tappay::backend {

namespace {

constexpr std::int64_t kDay = 24LL * 60 * 60 * 1000;

// Why it is too much, or nothing.
Result<std::optional<std::string>> excess(Records& records, const CardholderRow& account,
                                          const Payment& payment) {
    if (!account.paymentLimit && !account.dayLimit) return std::nullopt;
    if (account.currency != payment.amount.currency)
        return std::optional<std::string>("in another currency than the limits");
    if (account.paymentLimit && payment.amount.minor > *account.paymentLimit)
        return std::optional<std::string>("over the limit of a payment");
    if (!account.dayLimit) return std::nullopt;
    TAPPAY_TRY(spent, records.cardholderPayments().spent(account, payment.created - kDay));
    if (payment.amount.minor > *account.dayLimit - spent)
        return std::optional<std::string>("over the limit of a day");
    return std::nullopt;
}

}  // namespace

Result<void> AccountLimits::check(Records& records, const Payment& payment) {
    TAPPAY_TRY(card, records.cardholders().boundCard(payment.panHash));
    if (!card) return {};
    TAPPAY_TRY(account, records.cardholders().load(card->account));
    if (!account) return {};
    TAPPAY_TRY(why, excess(records, *account, payment));
    if (!why) return {};
    note(*account, payment);
    return fail(FailureCode::LimitExceeded, *why);
}

// In a job of its own: that of the payment leaves nothing behind.
void AccountLimits::note(const CardholderRow& account, const Payment& payment) {
    m_records.submit(
        [account, at = payment.created, key = payment.key,
         detail =
             paymentDetail(payment.amount, payment.maskedPan)](Records& records) -> Result<void> {
            // It may have been deleted meanwhile.
            TAPPAY_TRY(still, records.cardholders().load(account.row));
            if (!still || still->id != account.id) return {};
            return records.cardholders().note(account.row, at, notice::kRefusedLimit, detail, key);
        },
        [this](const Result<void>& noted) {
            if (!noted) m_log.failure("cardholders", noted.error());
        });
}

}  // namespace tappay::backend
