// The attested counters of the terminals' chips.
#include "backend/terminals/register.h"
#include "backend/terminals/register_sql.h"

namespace tappay::backend {

namespace {

struct LastSignOn {
    std::uint64_t counter = 0;
    Bytes request;
    std::string answer;
};

Result<LastSignOn> lastSignOn(store::Database& database, const std::string& keyId) {
    TAPPAY_TRY(row, database.prepare(register_sql::kCounter));
    TAPPAY_TRY(found, row.bind(1, keyId).step());
    if (!found) return LastSignOn{};
    return LastSignOn{static_cast<std::uint64_t>(row.integer(0)), row.blob(1), row.text(2)};
}

}  // namespace

Result<std::optional<std::string>> TerminalRegister::noteCounter(const EnrolledTerminal& terminal,
                                                                 std::uint64_t value,
                                                                 ByteView request,
                                                                 std::int64_t now) {
    TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
    TAPPAY_TRY(last, lastSignOn(m_database, terminal.keyId));
    // Sent again by the same terminal, which did not hear the answer: no second chip.
    if (value == last.counter && equalConstantTime(last.request, request)) {
        if (last.answer.empty()) return std::nullopt;
        return std::move(last.answer);
    }
    if (value <= last.counter) {
        TAPPAY_CHECK(change(
            terminal, TerminalStanding::Cloned,
            {now, terminal.keyId, audited::kCloned, terminal.terminalId,
             "counter " + std::to_string(value) + " after " + std::to_string(last.counter)}));
        TAPPAY_CHECK(transaction.commit());
        return fail(FailureCode::TerminalCloned, "its chip's counter went back");
    }
    TAPPAY_TRY(set, m_database.prepare(register_sql::kSetCounter));
    TAPPAY_CHECK(set.bind(1, terminal.keyId)
                     .bind(2, static_cast<std::int64_t>(value))
                     .bind(3, request)
                     .run());
    TAPPAY_CHECK(transaction.commit());
    return std::nullopt;
}

Result<void> TerminalRegister::noteSignOn(const EnrolledTerminal& terminal, ByteView request,
                                          const std::string& answer, const std::string& session,
                                          std::int64_t now) {
    TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
    TAPPAY_TRY(set, m_database.prepare(register_sql::kSetAnswer));
    TAPPAY_CHECK(set.bind(1, terminal.keyId).bind(2, request).bind(3, answer).run());
    TAPPAY_CHECK(addAudit(m_database,
                          {now, terminal.keyId, audited::kSignedOn, terminal.terminalId, session}));
    return transaction.commit();
}

}  // namespace tappay::backend
