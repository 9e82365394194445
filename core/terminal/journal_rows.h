#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"
#include "terminal/journal.h"

// The journal's rows: their SQL, their hash, and the check of the whole chain.
namespace tappay::terminal {

std::string journalSchema();
// For what a start looks for: a few payments among very many.
inline constexpr std::string_view kIndexOfNotFinal =
    "CREATE INDEX payments_not_final ON payments (pending DESC, first DESC) WHERE final = 0";
// Outside the chain: they explain, they prove nothing.
inline constexpr std::string_view kTableOfTraces =
    "CREATE TABLE traces (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, "
    "text TEXT NOT NULL)";
std::string insertSql();
// Rows of the newest entry of each payment; parameters 1 (text) and 2 (limit) are free for `where`.
std::string selectSql(std::string_view where);

// Steps of the schema after the first.
inline constexpr std::string_view kAdvices =
    "ALTER TABLE entries ADD COLUMN interface TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE entries ADD COLUMN card_balance TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE entries ADD COLUMN advice TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE entries ADD COLUMN card_may_pay TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE advices (id TEXT PRIMARY KEY, sealed TEXT NOT NULL, paid INTEGER NOT NULL)";

inline constexpr std::string_view kRisk =
    "ALTER TABLE entries ADD COLUMN risk TEXT NOT NULL DEFAULT ''";

inline constexpr std::string_view kOrders =
    "ALTER TABLE entries ADD COLUMN signed_order TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE entries ADD COLUMN order_id TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE entries ADD COLUMN order_origin TEXT NOT NULL DEFAULT '';"
    "CREATE INDEX entries_of_orders ON entries (order_id) WHERE order_id <> ''";

// The event, then every column.
std::vector<std::string> valuesOf(const JournalEntry& entry);
Result<std::vector<std::string>> readValues(const store::Statement& row, int firstColumn);
Advice readAdvice(const store::Statement& row, int firstColumn);
Result<JournalEntry> entryOf(const std::vector<std::string>& values);

// SHA-256 over the hash before, the number and every value with its length (4 octets, big-endian).
// Columns added to the schema later count, with their name, when they hold something: older rows
// keep their hash.
Bytes hashOf(ByteView before, std::int64_t number, const std::vector<std::string>& values);

// Over what is kept beside the rows for the bank; the row of the payment repeats it.
std::string digestOf(const Advice& advice);

// Of the rows from number `first` on; from 1 on, whether the end was cut off as well. Cancelled.
Result<std::optional<ChainBreak>> findChainBreak(store::Database& database, std::int64_t first,
                                                 const std::stop_token& stop);

}  // namespace tappay::terminal
