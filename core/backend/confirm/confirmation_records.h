#pragma once

#include "backend/confirm/holder.h"
#include "protocol/confirmation.h"

namespace tappay::backend {

// One row: what is to be confirmed, and what became of it. Times in milliseconds since 1970, UTC.
struct ConfirmationRow {
    std::int64_t row = 0;
    std::string id;  // UUIDv7
    std::string terminalId, key;
    Bytes digest;  // of the intent's contents
    Holder holder;
    protocol::ConfirmationWish wish = protocol::ConfirmationWish::Order;
    std::string about;  // Order, Refund: the order's id; Transfer: the merchant of the terminal
    std::string card;   // its id in the account
    Bytes request;      // canonical
    protocol::ConfirmationState state = protocol::ConfirmationState::Sent;
    protocol::ConfirmationReason reason = protocol::ConfirmationReason::None;
    bool shown = false;            // it is its turn at the phones
    std::string phone, phoneName;  // that has opened it
    std::string device;            // that has signed it
    std::int64_t created = 0, expires = 0, changed = 0;
};

// The confirmations among the records: inside the writer's transaction, failures as in
// store/database.h.
class ConfirmationRecords {
public:
    explicit ConfirmationRecords(store::Database& database) : m_database(database) {}

    Result<void> insert(ConfirmationRow& confirmation);
    // State, reason, turn, phone, device and time.
    Result<void> update(const ConfirmationRow& confirmation);
    Result<std::optional<ConfirmationRow>> find(const std::string& id);
    Result<std::optional<ConfirmationRow>> ofKey(const std::string& terminalId,
                                                 const std::string& key);
    Result<std::optional<ConfirmationRow>> load(std::int64_t row);
    // That wait for person or device, oldest first.
    Result<std::vector<ConfirmationRow>> open(const Holder& holder);
    // The last ones, newest first.
    Result<std::vector<ConfirmationRow>> last(const Holder& holder, int most);
    // Signed, and not known to be paid or not.
    Result<std::vector<std::int64_t>> due();
    // Open ones whose time is over; and when that of the next one is, 0 for never.
    Result<std::vector<ConfirmationRow>> lapsed(std::int64_t now);
    Result<std::int64_t> nextLapse();

    // Computers that a phone has reported.
    Result<bool> isBlocked(const std::string& terminalId);
    Result<void> block(const std::string& terminalId, const std::string& phone, std::int64_t now);
    // False when it wasn't.
    Result<bool> unblock(const std::string& terminalId);

private:
    store::Database& m_database;
};

}  // namespace tappay::backend
