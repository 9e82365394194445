#include "backend/terminals/audit.h"

#include <algorithm>

#include "backend/terminals/register_sql.h"

namespace tappay::backend {

std::string detailOf(const Failure& failure) {
    return std::string(describe(failure.code).name) + ": " + failure.detail;
}

Result<void> addAudit(store::Database& database, const AuditEntry& entry) {
    TAPPAY_TRY(insert, database.prepare(register_sql::kAddAudit));
    return insert.bind(1, entry.at)
        .bind(2, entry.who)
        .bind(3, entry.what)
        .bind(4, entry.about)
        .bind(5, entry.detail)
        .run();
}

Result<std::vector<AuditEntry>> readAudit(store::Database& database, std::size_t most) {
    TAPPAY_TRY(row, database.prepare(register_sql::kReadAudit));
    row.bind(1, static_cast<std::int64_t>(most));
    std::vector<AuditEntry> entries;
    for (;;) {
        TAPPAY_TRY(more, row.step());
        if (!more) break;
        entries.push_back({row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4)});
    }
    std::ranges::reverse(entries);
    return entries;
}

}  // namespace tappay::backend
