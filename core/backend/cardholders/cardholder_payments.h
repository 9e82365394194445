#pragma once

#include "backend/cardholders/cardholder_records.h"
#include "backend/payment.h"

namespace tappay::backend {

// Which payments were made with the card of an account, and what its holder is told of them. Inside
// the writer's transaction, failures as in store/database.h.
class CardholderPayments {
public:
    CardholderPayments(store::Database& database, CardholderRecords& accounts)
        : m_database(database), m_accounts(accounts) {}

    // The payment was put on record.
    Result<void> begun(const Payment& payment);
    // It has changed. The holder is told of one that was approved, and of one that was approved and
    // is undone.
    Result<void> follow(const Payment& payment);
    // A shop has given back a part of it; `id` names the refund.
    Result<void> refunded(const Payment& payment, const Money& amount, const std::string& id,
                          std::int64_t now);

    // Minor units of the account's currency that orders have cost since then; of those that stand.
    Result<std::int64_t> spent(const CardholderRow& account, std::int64_t since);

    // What is kept of them for the account.
    struct Made {
        std::int64_t created = 0;
        Money amount;
        std::string merchantId, maskedPan;
        protocol::PaymentState state = protocol::PaymentState::Pending;
    };
    Result<std::vector<Made>> made(const CardholderRow& account);

private:
    Result<std::optional<std::int64_t>> accountOf(const Payment& payment);
    Result<bool> wasTold(std::int64_t account, const Payment& payment);

    store::Database& m_database;
    CardholderRecords& m_accounts;
    std::optional<store::Statement> m_paymentOf;  // asked for each change of a payment
};

// "12.34 CNY 622848*********8901"
std::string paymentDetail(const Money& amount, const std::string& maskedPan);

}  // namespace tappay::backend
