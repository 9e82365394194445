#pragma once

#include <filesystem>
#include <vector>

#include "backend/cardholders/cardholder_payments.h"
#include "backend/orders/event_records.h"
#include "backend/orders/order_records.h"
#include "backend/orders/refund_records.h"
#include "backend/orders/shop_records.h"
#include "backend/payment.h"
#include "store/database.h"

namespace tappay::backend {

// The tables. Used by the writer thread only, inside its transaction; failures as in
// store/database.h.
class Records {
public:
    static Result<Records> open(const std::filesystem::path& file);

    [[nodiscard]] store::Database& database() { return *m_database; }
    // In the same transactions.
    [[nodiscard]] OrderRecords& orders() { return m_web->orders; }
    [[nodiscard]] ShopRecords& shops() { return m_web->shops; }
    [[nodiscard]] EventRecords& events() { return m_web->events; }
    [[nodiscard]] RefundRecords& refunds() { return m_web->refunds; }
    [[nodiscard]] RecordChanges& changes() { return m_web->changes; }
    [[nodiscard]] CardholderRecords& cardholders() { return m_accounts->cardholders; }
    [[nodiscard]] CardholderPayments& cardholderPayments() { return m_accounts->payments; }

    Result<std::optional<Payment>> find(const std::string& terminalId, const std::string& key);
    Result<Payment> load(std::int64_t id);
    // Gives the payment its id and the terminal's next batch and trace number.
    Result<void> insert(Payment& payment);
    // An undo for a key never seen: no trace number is spent on it.
    Result<void> insertTombstone(Payment& payment);
    // Takes the order from a payment that doesn't stand any more. NotUndoable:
    // orders/order_records.h.
    Result<void> update(const Payment& payment);
    Result<std::optional<protocol::UndoReason>> undoWanted(std::int64_t paymentId);
    // Sent or about to be sent when the program ended: their outcome is not known.
    Result<std::vector<Payment>> pending();
    // The same among the advices: what the network has still to be told.
    Result<std::vector<Payment>> openAdvices();

    // The terminal's next batch and trace number, for what is no payment.
    struct Trace {
        std::uint32_t batch = 1, stan = 0;
    };
    Result<Trace> takeTrace(const std::string& terminalId);
    // Its batch as it is.
    Result<std::uint32_t> batchOf(const std::string& terminalId);

    // False when the payment has one already.
    Result<bool> addReversal(const Reversal& reversal);
    Result<void> noteAttempt(std::int64_t paymentId, const std::string& responseCode);
    Result<void> finishReversal(std::int64_t paymentId, std::int64_t at);
    Result<std::vector<Reversal>> openReversals();
    Result<Reversal> reversalOf(std::int64_t paymentId);

    // Forgets what a reversal would need of payments made before `time` that stand as approved.
    Result<void> wipeKeptCards(std::int64_t time);

private:
    struct Statements;
    Records(std::unique_ptr<store::Database> database, std::unique_ptr<Statements> statements);
    Result<void> insertRow(Payment& payment);
    Result<std::vector<Payment>> pending(bool advices);

    std::unique_ptr<store::Database> m_database;
    struct Web {
        explicit Web(store::Database& database)
            : orders(database, changes),
              shops(database),
              events(database, changes),
              refunds(database, changes) {}
        RecordChanges changes;
        OrderRecords orders;
        ShopRecords shops;
        EventRecords events;
        RefundRecords refunds;
    };
    std::unique_ptr<Web> m_web;
    struct Accounts {
        explicit Accounts(store::Database& database)
            : cardholders(database), payments(database, cardholders) {}
        CardholderRecords cardholders;
        CardholderPayments payments;
    };
    std::unique_ptr<Accounts> m_accounts;
    struct Drop {
        void operator()(Statements* statements) const;
    };
    std::unique_ptr<Statements, Drop> m_statements;
};

}  // namespace tappay::backend
