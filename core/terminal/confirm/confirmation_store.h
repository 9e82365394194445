#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "store/database.h"
#include "terminal/confirm/confirmation_record.h"

namespace tappay::terminal {

// The terminal's own record of confirmations, on disk when a call returns. One thread at a time.
// Failures: JournalUnavailable, StorageFull.
class ConfirmationStore {
public:
    // Creates `directory`/confirmations.db when missing.
    static Result<ConfirmationStore> open(const std::filesystem::path& directory);

    Result<void> insert(const ConfirmationRecord& record);
    Result<void> update(const ConfirmationRecord& record);
    Result<std::optional<ConfirmationRecord>> find(const std::string& key);
    // Oldest first.
    Result<std::vector<ConfirmationRecord>> open();
    // Open ones first, then the newest.
    Result<std::vector<ConfirmationRecord>> latest(int limit);

private:
    explicit ConfirmationStore(store::Database database) : m_database(std::move(database)) {}
    Result<void> write(std::string_view sql, const ConfirmationRecord& record);
    Result<std::vector<ConfirmationRecord>> read(std::string_view rest, const std::string& key,
                                                 int limit);

    store::Database m_database;
};

}  // namespace tappay::terminal
