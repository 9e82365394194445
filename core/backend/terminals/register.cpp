#include "backend/terminals/register.h"

#include "backend/terminals/register_sql.h"
#include "backend/terminals/standing.h"

namespace tappay::backend {

namespace {

const char* auditOf(TerminalStanding standing) {
    switch (standing) {
        case TerminalStanding::Enrolled:
            return audited::kResumed;
        case TerminalStanding::Suspended:
            return audited::kSuspended;
        case TerminalStanding::Revoked:
            return audited::kRevoked;
        case TerminalStanding::Cloned:
            break;
    }
    return audited::kCloned;
}

Result<std::optional<EnrolledTerminal>> find(store::Database& database, std::string_view sql,
                                             const std::string& what) {
    TAPPAY_TRY(row, database.prepare(sql));
    TAPPAY_TRY(found, row.bind(1, what).step());
    if (!found) return std::nullopt;
    return readTerminal(row);
}

}  // namespace

EnrolledTerminal readTerminal(const store::Statement& row) {
    EnrolledTerminal terminal;
    terminal.keyId = row.text(0);
    terminal.transactionId = row.text(1);
    terminal.terminalId = row.text(2);
    terminal.merchantId = row.text(3);
    terminal.standing = static_cast<TerminalStanding>(row.integer(4));
    terminal.identity = row.blob(5);
    terminal.storage = row.blob(6);
    terminal.attestation = row.blob(7);
    terminal.certificate = row.blob(8);
    terminal.expires = row.integer(9);
    terminal.counter = static_cast<std::uint64_t>(row.integer(10));
    return terminal;
}

Result<TerminalRegister> TerminalRegister::open(const std::filesystem::path& file) {
    TAPPAY_TRY(database, store::Database::open(file));
    TAPPAY_CHECK(database.migrate(register_sql::kSchema));
    return TerminalRegister(std::move(database));
}

Result<std::optional<EnrolledTerminal>> TerminalRegister::byKeyId(const std::string& keyId) {
    return find(m_database, register_sql::kByKeyId, keyId);
}

Result<std::optional<EnrolledTerminal>> TerminalRegister::byTerminal(
    const std::string& terminalId) {
    return find(m_database, register_sql::kByTerminal, terminalId);
}

Result<void> TerminalRegister::change(const EnrolledTerminal& terminal, TerminalStanding standing,
                                      const AuditEntry& entry) {
    TAPPAY_TRY(update, m_database.prepare(register_sql::kSetStanding));
    TAPPAY_CHECK(update.bind(1, terminal.keyId).bind(2, static_cast<std::int64_t>(standing)).run());
    return addAudit(m_database, entry);
}

Result<void> TerminalRegister::setStanding(const std::string& terminalId, TerminalStanding standing,
                                           const std::string& who, std::int64_t now) {
    TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
    TAPPAY_TRY(terminal, byTerminal(terminalId));
    if (!terminal) return fail(FailureCode::TerminalUnknown, "no terminal " + terminalId);
    if (!mayBecome(terminal->standing, standing))
        return fail(FailureCode::TooLate,
                    "the terminal is " + std::string(nameOf(terminal->standing)));
    TAPPAY_CHECK(change(*terminal, standing,
                        {now, who, auditOf(standing), terminalId, terminal->transactionId}));
    return transaction.commit();
}

Result<void> TerminalRegister::insert(const EnrolledTerminal& terminal,
                                      const PastEnrolment& enrolment, std::int64_t now) {
    TAPPAY_TRY(row, m_database.prepare(register_sql::kInsert));
    return row.bind(1, terminal.keyId)
        .bind(2, terminal.transactionId)
        .bind(3, terminal.terminalId)
        .bind(4, terminal.merchantId)
        .bind(5, static_cast<std::int64_t>(terminal.standing))
        .bind(6, terminal.identity)
        .bind(7, terminal.storage)
        .bind(8, terminal.attestation)
        .bind(9, terminal.certificate)
        .bind(10, terminal.expires)
        .bind(11, now)
        .bind(12, enrolment.session)
        .bind(13, enrolment.proof)
        .bind(14, enrolment.answer)
        .run();
}

Result<void> TerminalRegister::enrol(ByteView codeHash, const EnrolledTerminal& terminal,
                                     const PastEnrolment& enrolment, std::int64_t now) {
    TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
    TAPPAY_TRY(use, m_database.prepare(register_sql::kUseCode));
    TAPPAY_CHECK(use.bind(1, codeHash).bind(2, now).run());
    if (m_database.changes() != 1)
        return fail(FailureCode::EnrolmentCodeInvalid, "used or expired meanwhile");
    TAPPAY_TRY(before, byTerminal(terminal.terminalId));
    if (before && before->standing != TerminalStanding::Revoked)
        TAPPAY_CHECK(change(
            *before, TerminalStanding::Revoked,
            {now, "back-end", audited::kReplaced, terminal.terminalId, before->transactionId}));
    TAPPAY_CHECK(insert(terminal, enrolment, now));
    TAPPAY_CHECK(addAudit(m_database, {now, terminal.keyId, audited::kEnrolled, terminal.terminalId,
                                       terminal.transactionId}));
    return transaction.commit();
}

Result<std::optional<TerminalRegister::Proved>> TerminalRegister::enrolmentOf(
    const std::string& session) {
    TAPPAY_TRY(row, m_database.prepare(register_sql::kBySession));
    TAPPAY_TRY(found, row.bind(1, session).step());
    if (!found) return std::nullopt;
    return Proved{row.blob(0), {session, row.blob(1), row.text(2)}};
}

}  // namespace tappay::backend
