#include "terminal/confirm/confirmation_store.h"

#include <array>

#include "store/rows.h"

namespace tappay::terminal {

namespace {

// `open` beside the state, so that what a start looks for is found without reading all rows.
constexpr std::string_view kTable =
    "CREATE TABLE confirmations (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, "
    "intent TEXT NOT NULL, state INTEGER NOT NULL, reason INTEGER NOT NULL, id TEXT NOT NULL, "
    "request BLOB NOT NULL, phone TEXT NOT NULL, phone_name TEXT NOT NULL, device TEXT NOT NULL, "
    "payment TEXT NOT NULL, failure TEXT NOT NULL, failure_detail TEXT NOT NULL, "
    "withdrawing INTEGER NOT NULL, began INTEGER NOT NULL, changed INTEGER NOT NULL, "
    "open INTEGER NOT NULL);"
    "CREATE INDEX confirmations_in_order ON confirmations (open DESC, number DESC)";

// The parameters of both: key, then the columns from `intent` on.
constexpr std::string_view kInsert =
    "INSERT INTO confirmations (key, intent, state, reason, id, request, phone, phone_name, "
    "device, payment, failure, failure_detail, withdrawing, began, changed, open) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
constexpr std::string_view kUpdate =
    "UPDATE confirmations SET intent = ?2, state = ?3, reason = ?4, id = ?5, request = ?6, "
    "phone = ?7, phone_name = ?8, device = ?9, payment = ?10, failure = ?11, failure_detail = ?12, "
    "withdrawing = ?13, began = ?14, changed = ?15, open = ?16 WHERE key = ?1";
constexpr std::string_view kSelect =
    "SELECT intent, state, reason, id, request, phone, phone_name, device, payment, failure, "
    "failure_detail, withdrawing, began, changed FROM confirmations WHERE ";

// A store locked by somebody else is as good as none.
template <typename T>
Result<T> asJournal(Result<T> result) {
    if (!result && result.error().code != FailureCode::StorageFull)
        result.error().code = FailureCode::JournalUnavailable;
    return result;
}

template <typename Value>
std::int64_t numberOf(Value value) {
    return static_cast<std::int64_t>(value);
}

ConfirmationRecord::Time timeOf(std::int64_t milliseconds) {
    return ConfirmationRecord::Time(std::chrono::milliseconds(milliseconds));
}

Result<ConfirmationRecord> recordOf(const store::Statement& row) {
    ConfirmationRecord record;
    TAPPAY_TRY(intent, protocol::decodeConfirmationIntent(row.text(0)));
    record.intent = std::move(intent);
    if (const auto state = row.integer(1); state != 0)
        record.state = static_cast<protocol::ConfirmationState>(state);
    record.reason = static_cast<protocol::ConfirmationReason>(row.integer(2));
    record.id = row.text(3);
    record.request = row.blob(4);
    record.phone = row.text(5);
    record.phoneName = row.text(6);
    record.device = row.text(7);
    record.payment = row.text(8);
    if (const auto name = row.text(9); !name.empty())
        record.failure = Failure{failureByName(name).value_or(FailureCode::Internal), row.text(10)};
    record.withdrawing = row.integer(11) != 0;
    record.began = timeOf(row.integer(12));
    record.changed = timeOf(row.integer(13));
    return record;
}

}  // namespace

Result<ConfirmationStore> ConfirmationStore::open(const std::filesystem::path& directory) {
    TAPPAY_TRY(database, asJournal(store::Database::open(directory / "confirmations.db")));
    constexpr std::array<std::string_view, 1> kSteps{kTable};
    TAPPAY_CHECK(asJournal(database.migrate(kSteps)));
    return ConfirmationStore(std::move(database));
}

Result<void> ConfirmationStore::insert(const ConfirmationRecord& record) {
    return asJournal(write(kInsert, record));
}

Result<void> ConfirmationStore::update(const ConfirmationRecord& record) {
    return asJournal(write(kUpdate, record));
}

Result<void> ConfirmationStore::write(std::string_view sql, const ConfirmationRecord& record) {
    TAPPAY_TRY(row, m_database.prepare(sql));
    row.bind(1, record.intent.key).bind(2, protocol::encode(record.intent));
    row.bind(3, record.state ? numberOf(*record.state) : 0).bind(4, numberOf(record.reason));
    row.bind(5, record.id).bind(6, ByteView(record.request));
    row.bind(7, record.phone).bind(8, record.phoneName).bind(9, record.device);
    row.bind(10, record.payment);
    const auto& failure = record.failure;
    row.bind(11, failure ? describe(failure->code).name : std::string_view());
    row.bind(12, failure ? std::string_view(failure->detail) : std::string_view());
    row.bind(13, std::int64_t{record.withdrawing});
    row.bind(14, std::int64_t{record.began.time_since_epoch().count()});
    row.bind(15, std::int64_t{record.changed.time_since_epoch().count()});
    row.bind(16, std::int64_t{record.isOpen()});
    return row.run();
}

Result<std::vector<ConfirmationRecord>> ConfirmationStore::read(std::string_view rest,
                                                                const std::string& key, int limit) {
    return asJournal([&]() -> Result<std::vector<ConfirmationRecord>> {
        TAPPAY_TRY(rows, m_database.prepare(std::string(kSelect) + std::string(rest)));
        rows.bind(1, key).bind(2, std::int64_t{limit});
        TAPPAY_TRY(found, store::allRows(rows, recordOf));
        std::vector<ConfirmationRecord> records;
        for (auto& one : found) {
            TAPPAY_TRY(record, std::move(one));
            records.push_back(std::move(record));
        }
        return records;
    }());
}

Result<std::optional<ConfirmationRecord>> ConfirmationStore::find(const std::string& key) {
    TAPPAY_TRY(found, read("key = ?1 LIMIT ?2", key, 1));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

Result<std::vector<ConfirmationRecord>> ConfirmationStore::open() {
    return read("?1 = '' AND open = 1 ORDER BY number LIMIT ?2", {}, -1);
}

Result<std::vector<ConfirmationRecord>> ConfirmationStore::latest(int limit) {
    return read("?1 = '' ORDER BY open DESC, number DESC LIMIT ?2", {}, limit);
}

}  // namespace tappay::terminal
