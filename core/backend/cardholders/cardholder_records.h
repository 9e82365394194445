#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "protocol/cardholder.h"
#include "store/database.h"

namespace tappay::backend {

// One row: an account. Amounts in minor units of its currency, nothing for no limit.
struct CardholderRow {
    std::int64_t row = 0;
    std::string id;          // UUIDv7
    std::int64_t since = 0;  // here and below: milliseconds since 1970, UTC
    std::optional<std::int64_t> paymentLimit, dayLimit;
    Currency currency;
};

struct CardholderCardRow {
    std::int64_t row = 0, account = 0;
    std::string id;
    Bytes panHash;  // empty for one that was unbound
    std::string maskedPan, label;
    std::int64_t since = 0, until = 0;  // 0 while it is bound
};

struct CardholderDeviceRow {
    std::int64_t row = 0, account = 0;
    std::string id, keyId, terminalId;
    std::int64_t since = 0, lastSeen = 0;
};

// The accounts among the records: inside the writer's transaction, failures as in store/database.h.
class CardholderRecords {
public:
    explicit CardholderRecords(store::Database& database) : m_database(database) {}

    // Gives it its row.
    Result<void> insert(CardholderRow& account);
    Result<std::optional<CardholderRow>> load(std::int64_t row);
    Result<std::optional<CardholderRow>> ofDevice(const std::string& keyId);
    Result<void> setLimits(const CardholderRow& account);
    // And everything that belongs to it.
    Result<void> erase(const CardholderRow& account);

    // Its history as well.
    Result<std::vector<CardholderCardRow>> cards(const CardholderRow& account);
    Result<std::optional<CardholderCardRow>> card(const CardholderRow& account,
                                                  const std::string& id);
    // The card with this number, whosever it is.
    Result<std::optional<CardholderCardRow>> boundCard(ByteView panHash);
    Result<void> insert(CardholderCardRow& card);
    // What a payment without the card needs of it, sealed; forgotten with its hash.
    Result<void> keep(ByteView panHash, ByteView sealed);
    // Empty when nothing is kept.
    Result<Bytes> kept(const CardholderCardRow& card);
    // Its hash is forgotten, and which payments were made with it.
    Result<void> unbind(const CardholderCardRow& card, std::int64_t now);

    Result<std::vector<CardholderDeviceRow>> devices(const CardholderRow& account);
    // In the place of an earlier one of the same terminal, which has another key now.
    Result<void> insert(CardholderDeviceRow& device);
    Result<void> erase(const CardholderDeviceRow& device);
    Result<void> seen(const std::string& keyId, std::int64_t now);

    // Newest first.
    Result<std::vector<protocol::CardholderNotice>> notices(const CardholderRow& account);
    // `about` makes it the only one of its kind, where it isn't empty. The oldest go.
    Result<void> note(std::int64_t account, std::int64_t now, std::string_view what,
                      std::string_view detail, std::string_view about = {});

    // After a commit: nothing of what was deleted stays in the write-ahead log either. Busy while
    // somebody else reads.
    Result<void> forgetLog();

private:
    store::Database& m_database;
    std::optional<store::Statement> m_boundCard;  // asked for each payment
};

// As messages have times.
std::string timeText(std::int64_t milliseconds);

}  // namespace tappay::backend
