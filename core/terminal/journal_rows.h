#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"
#include "terminal/journal.h"

// The journal's rows: their SQL, their hash, and the check of the whole chain.
namespace tappay::terminal {

std::string journalSchema();
std::string insertSql();
// Rows of the newest entry of each payment; parameters 1 (text) and 2 (limit) are free for `where`.
std::string selectSql(std::string_view where);

// The event, then every column.
std::vector<std::string> valuesOf(const JournalEntry& entry);
Result<std::vector<std::string>> readValues(const store::Statement& row, int firstColumn);
Result<JournalEntry> entryOf(const std::vector<std::string>& values);

// SHA-256 over the hash before, the number and every value with its length (4 octets, big-endian).
Bytes hashOf(ByteView before, std::int64_t number, const std::vector<std::string>& values);

Result<std::optional<ChainBreak>> findChainBreak(store::Database& database);

}  // namespace tappay::terminal
