#include "backend/cardholders/cardholder_payments.h"

#include "backend/cardholders/cardholder_sql.h"
#include "backend/cardholders/notice_names.h"

namespace tappay::backend {

namespace sql = cardholder_sql;
using protocol::PaymentState;

namespace {

constexpr std::int64_t kMostExported = 100;

}  // namespace

Result<void> CardholderPayments::begun(const Payment& payment) {
    if (payment.panHash.empty()) return {};
    TAPPAY_TRY(card, m_accounts.boundCard(payment.panHash));
    if (!card) return {};
    TAPPAY_TRY(row, m_database.prepare(sql::kAddPayment));
    return row.bind(1, payment.id).bind(2, card->account).bind(3, card->row).run();
}

Result<void> CardholderPayments::follow(const Payment& payment) {
    const bool approved = payment.state == PaymentState::Approved;
    if (!approved && payment.state != PaymentState::Undone) return {};
    TAPPAY_TRY(account, accountOf(payment));
    if (!account) return {};
    const auto detail = paymentDetail(payment.amount, payment.maskedPan);
    if (approved)
        return m_accounts.note(*account, payment.answered, notice::kPayment, detail, payment.key);
    TAPPAY_TRY(told, wasTold(*account, payment));
    if (!told) return {};
    return m_accounts.note(*account, payment.answered, notice::kRefund, detail, payment.key);
}

Result<void> CardholderPayments::refunded(const Payment& payment, const Money& amount,
                                          const std::string& id, std::int64_t now) {
    TAPPAY_TRY(account, accountOf(payment));
    if (!account) return {};
    return m_accounts.note(*account, now, notice::kRefund, paymentDetail(amount, payment.maskedPan),
                           id);
}

Result<std::int64_t> CardholderPayments::spent(const CardholderRow& account, std::int64_t since) {
    TAPPAY_TRY(row, m_database.prepare(sql::kSpent));
    TAPPAY_CHECK(row.bind(1, account.row)
                     .bind(2, since)
                     .bind(3, std::int64_t{account.currency.numeric})
                     .step());
    return row.integer(0);
}

Result<std::vector<CardholderPayments::Made>> CardholderPayments::made(
    const CardholderRow& account) {
    TAPPAY_TRY(rows, m_database.prepare(sql::kExported));
    rows.bind(1, account.row).bind(2, kMostExported);
    std::vector<Made> all;
    for (;;) {
        TAPPAY_TRY(row, rows.step());
        if (!row) return all;
        const auto currency = currencyByNumeric(static_cast<std::uint16_t>(rows.integer(2)));
        all.push_back({rows.integer(0),
                       {rows.integer(1), currency.value_or(Currency{})},
                       rows.text(3),
                       rows.text(4),
                       static_cast<PaymentState>(rows.integer(5))});
    }
}

Result<std::optional<std::int64_t>> CardholderPayments::accountOf(const Payment& payment) {
    if (!m_paymentOf) {
        TAPPAY_TRY(prepared, m_database.prepare(sql::kPaymentOf));
        m_paymentOf = std::move(prepared);
    }
    m_paymentOf->reset();
    TAPPAY_TRY(found, m_paymentOf->bind(1, payment.id).step());
    std::optional<std::int64_t> account;
    if (found) account = m_paymentOf->integer(0);
    m_paymentOf->reset();
    return account;
}

Result<bool> CardholderPayments::wasTold(std::int64_t account, const Payment& payment) {
    TAPPAY_TRY(row, m_database.prepare(sql::kNotedAbout));
    return row.bind(1, account).bind(2, notice::kPayment).bind(3, payment.key).step();
}

std::string paymentDetail(const Money& amount, const std::string& maskedPan) {
    return formatMoney(amount) + " " + amount.currency.alpha + " " + maskedPan;
}

}  // namespace tappay::backend
