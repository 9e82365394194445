#include "terminal/journal.h"

#include <algorithm>
#include <array>

#include "terminal/journal_rows.h"

namespace tappay::terminal {

namespace {

// The failures of this header: a journal locked by somebody else is as good as none.
template <typename T>
Result<T> asJournal(Result<T> result) {
    if (!result && result.error().code != FailureCode::StorageFull)
        result.error().code = FailureCode::JournalUnavailable;
    return result;
}

}  // namespace

Result<Journal> Journal::open(const std::filesystem::path& directory) {
    TAPPAY_TRY(database, asJournal(store::Database::open(directory / "journal.db")));
    const std::string schema = journalSchema();
    const std::array<std::string_view, 6> steps{schema, kIndexOfNotFinal, kAdvices, kTableOfTraces,
                                                kRisk,  kOrders};
    TAPPAY_CHECK(asJournal(database.migrate(steps)));
    Journal journal(std::move(database));
    TAPPAY_CHECK(asJournal(journal.readEnd()));
    return journal;
}

Result<void> Journal::readEnd() {
    TAPPAY_TRY(last,
               m_database.prepare("SELECT number, hash FROM entries ORDER BY number DESC LIMIT 1"));
    TAPPAY_TRY(there, last.step());
    m_number = there ? last.integer(0) : 0;
    m_hash = there ? last.blob(1) : Bytes(32, 0);
    return {};
}

Result<void> Journal::append(std::span<const JournalEntry> entries) {
    return asJournal([&]() -> Result<void> {
        TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
        auto number = m_number;
        auto hash = m_hash;
        for (const auto& entry : entries)
            TAPPAY_CHECK(insert(entry, ++number, hash));
        TAPPAY_CHECK(transaction.commit());
        m_number = number;
        m_hash = std::move(hash);
        return {};
    }());
}

Result<void> Journal::insert(const JournalEntry& entry, std::int64_t number, Bytes& hash) {
    const auto values = valuesOf(entry);
    hash = hashOf(hash, number, values);
    TAPPAY_TRY(row, m_database.prepare(insertSql()));
    row.bind(1, number);
    int parameter = 2;
    for (const auto& value : values)
        row.bind(parameter++, value);
    row.bind(parameter, ByteView(hash));
    TAPPAY_CHECK(row.run());

    TAPPAY_TRY(payment, m_database.prepare("INSERT INTO payments (id, first, last, pending, final) "
                                           "VALUES (?1, ?2, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE "
                                           "SET last = ?2, pending = ?3, final = ?4"));
    const auto state = entry.record.shown.state;
    payment.bind(1, entry.record.shown.id).bind(2, number);
    payment.bind(3, std::int64_t{isPending(state)}).bind(4, std::int64_t{isFinal(state)});
    TAPPAY_CHECK(payment.run());
    return keepAdvice(entry);
}

// Card data are not kept longer than the bank needs them, even sealed.
Result<void> Journal::keepAdvice(const JournalEntry& entry) {
    const auto& shown = entry.record.shown;
    if (entry.advice) {
        TAPPAY_TRY(kept, m_database.prepare("INSERT INTO advices (id, sealed, paid) "
                                            "VALUES (?1, ?2, ?3)"));
        kept.bind(1, shown.id).bind(2, entry.advice->sealed);
        kept.bind(3, std::int64_t{entry.advice->paid.time_since_epoch().count()});
        return kept.run();
    }
    if (shown.state != State::Approved || entry.record.advice.empty()) return {};
    TAPPAY_TRY(told, m_database.prepare("DELETE FROM advices WHERE id = ?1"));
    return told.bind(1, shown.id).run();
}

Result<Advice> Journal::advice(const std::string& id) {
    return asJournal([&]() -> Result<Advice> {
        TAPPAY_TRY(row, m_database.prepare("SELECT sealed, paid FROM advices WHERE id = ?1"));
        row.bind(1, id);
        TAPPAY_TRY(there, row.step());
        if (!there) return fail(FailureCode::JournalUnavailable, "no advice is kept for " + id);
        return readAdvice(row, 0);
    }());
}

Result<std::vector<Record>> Journal::records(std::string_view where, const std::string& id,
                                             int limit) {
    return asJournal([&]() -> Result<std::vector<Record>> {
        TAPPAY_TRY(rows, m_database.prepare(selectSql(where)));
        rows.bind(1, id).bind(2, std::int64_t{limit});
        std::vector<Record> found;
        for (;;) {
            TAPPAY_TRY(more, rows.step());
            if (!more) return found;
            TAPPAY_TRY(values, readValues(rows, 1));
            TAPPAY_TRY(entry, entryOf(values));
            found.push_back(std::move(entry.record));
        }
    }());
}

Result<std::optional<Record>> Journal::find(const std::string& id) {
    TAPPAY_TRY(found, records("payments.id = ?1", id, 1));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

Result<std::vector<Record>> Journal::ofOrder(const std::string& order) {
    return records("entries.order_id = ?1 AND entries.order_id <> ''", order, -1);
}

Result<std::vector<Record>> Journal::latest(int limit) {
    return records("?1 = ''", {}, limit);
}

Result<std::vector<Record>> Journal::notFinal() {
    return records("?1 = '' AND payments.final = 0", {}, -1);
}

Result<std::vector<HistoryLine>> Journal::history(const std::string& id) {
    return asJournal([&]() -> Result<std::vector<HistoryLine>> {
        TAPPAY_TRY(rows, m_database.prepare("SELECT number, event, state FROM entries "
                                            "WHERE id = ?1 ORDER BY number"));
        rows.bind(1, id);
        std::vector<HistoryLine> lines;
        for (;;) {
            TAPPAY_TRY(more, rows.step());
            if (!more) return lines;
            lines.push_back({rows.integer(0), rows.text(1),
                             stateByName(rows.text(2)).value_or(State::Unknown)});
        }
    }());
}

Result<std::uint32_t> Journal::lastSequence() {
    return asJournal([&]() -> Result<std::uint32_t> {
        // Two look-ups in payments_in_order, which has pending and other payments apart.
        TAPPAY_TRY(row, m_database.prepare(
                            "SELECT CAST(sequence AS INTEGER) FROM entries WHERE number = MAX("
                            "COALESCE((SELECT first FROM payments WHERE pending = 0 "
                            "ORDER BY first DESC LIMIT 1), 0), "
                            "COALESCE((SELECT first FROM payments WHERE pending = 1 "
                            "ORDER BY first DESC LIMIT 1), 0))"));
        TAPPAY_TRY(there, row.step());
        return there ? static_cast<std::uint32_t>(row.integer(0)) : 0;
    }());
}

Result<std::string> Journal::lastBatch() {
    return asJournal([&]() -> Result<std::string> {
        TAPPAY_TRY(row, m_database.prepare("SELECT batch FROM entries WHERE batch <> '' "
                                           "ORDER BY number DESC LIMIT 1"));
        TAPPAY_TRY(there, row.step());
        return there ? row.text(0) : std::string();
    }());
}

Result<void> Journal::keepTrace(const std::string& id, std::string_view text) {
    return asJournal([&]() -> Result<void> {
        TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
        TAPPAY_TRY(row, m_database.prepare("REPLACE INTO traces (id, text) VALUES (?1, ?2)"));
        row.bind(1, id).bind(2, text);
        TAPPAY_CHECK(row.run());
        TAPPAY_TRY(old, m_database.prepare("DELETE FROM traces WHERE number <= "
                                           "(SELECT MAX(number) FROM traces) - ?1"));
        old.bind(1, std::int64_t{kMostTraces});
        TAPPAY_CHECK(old.run());
        return transaction.commit();
    }());
}

Result<std::optional<std::string>> Journal::trace(const std::string& id) {
    return asJournal([&]() -> Result<std::optional<std::string>> {
        TAPPAY_TRY(row, m_database.prepare("SELECT text FROM traces WHERE id = ?1"));
        row.bind(1, id);
        TAPPAY_TRY(there, row.step());
        if (!there) return std::nullopt;
        return row.text(0);
    }());
}

Result<std::optional<ChainBreak>> Journal::verify(const std::stop_token& stop) {
    auto found = findChainBreak(m_database, 1, stop);
    if (!found && found.error().code == FailureCode::Cancelled) return found;
    return asJournal(std::move(found));
}

Result<std::optional<ChainBreak>> Journal::verifyEnd(std::int64_t rows) {
    return asJournal(
        findChainBreak(m_database, std::max<std::int64_t>(1, m_number - rows + 1), {}));
}

}  // namespace tappay::terminal
