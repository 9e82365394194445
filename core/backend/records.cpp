#include "backend/records.h"

#include "backend/records_sql.h"

namespace tappay::backend {

namespace {

Bytes keyOctets(const std::string& uuid) {
    std::string digits;
    for (const char c : uuid)
        if (c != '-') digits.push_back(c);
    return fromHex(digits).value_or(Bytes{});
}

std::string keyText(ByteView octets) {
    std::string text;
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (std::size_t i = 0; i < octets.size(); ++i) {
        if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
        text.push_back(kDigits[octets[i] >> 4U]);
        text.push_back(kDigits[octets[i] & 0x0FU]);
    }
    return text;
}

std::optional<protocol::UndoReason> readUndo(const store::Statement& row, int column) {
    if (row.isNull(column)) return {};
    return static_cast<protocol::UndoReason>(row.integer(column));
}

Reversal readReversal(const store::Statement& row) {
    return {row.integer(0), row.text(1), static_cast<std::uint32_t>(row.integer(2))};
}

Payment readPayment(const store::Statement& row) {
    int column = 0;
    const auto number = [&] { return row.integer(column++); };
    const auto text = [&] { return row.text(column++); };
    const auto blob = [&] { return row.blob(column++); };
    Payment payment;
    payment.id = number();
    payment.terminalId = text();
    payment.key = keyText(blob());
    payment.digest = blob();
    payment.state = static_cast<protocol::PaymentState>(number());
    payment.undoWanted = readUndo(row, column++);
    payment.merchantId = text();
    payment.amount.minor = number();
    payment.amount.currency =
        currencyByNumeric(static_cast<std::uint16_t>(number())).value_or(Currency{});
    payment.entryMode = text();
    payment.panHash = blob();
    payment.maskedPan = text();
    payment.batch = static_cast<std::uint32_t>(number());
    payment.stan = static_cast<std::uint32_t>(number());
    payment.responseCode = text();
    payment.authCode = text();
    payment.reference = text();
    payment.acquirerId = text();
    payment.issuerName = text();
    payment.icc = blob();
    payment.created = number();
    payment.answered = number();
    payment.keptCard = blob();
    payment.answer = text();
    payment.advice = number() != 0;
    payment.risk = text();
    return payment;
}

void bindOptional(store::Statement& statement, int parameter, ByteView blob) {
    blob.empty() ? statement.bindNull(parameter) : statement.bind(parameter, blob);
}

void bindUndo(store::Statement& statement, int parameter, const Payment& payment) {
    payment.undoWanted ? statement.bind(parameter, static_cast<std::int64_t>(*payment.undoWanted))
                       : statement.bindNull(parameter);
}

}  // namespace

struct Records::Statements {
    store::Statement find, load, pending, insert, update, nextTrace, addReversal, noteAttempt,
        finishReversal, openReversals, reversalOf, undoWanted, wipe;
};

void Records::Drop::operator()(Statements* statements) const {
    delete statements;
}

Records::Records(std::unique_ptr<store::Database> database, std::unique_ptr<Statements> statements)
    : m_database(std::move(database)),
      m_web(std::make_unique<Web>(*m_database)),
      m_accounts(std::make_unique<Accounts>(*m_database)),
      m_statements(statements.release()) {}

Result<Records> Records::open(const std::filesystem::path& file) {
    TAPPAY_TRY(opened, store::Database::open(file));
    auto database = std::make_unique<store::Database>(std::move(opened));
    TAPPAY_CHECK(database->migrate(kSchema));
    TAPPAY_TRY(find, database->prepare(kFind));
    TAPPAY_TRY(load, database->prepare(kLoad));
    TAPPAY_TRY(pending, database->prepare(kPending));
    TAPPAY_TRY(insert, database->prepare(kInsert));
    TAPPAY_TRY(update, database->prepare(kUpdate));
    TAPPAY_TRY(nextTrace, database->prepare(kNextTrace));
    TAPPAY_TRY(addReversal, database->prepare(kAddReversal));
    TAPPAY_TRY(noteAttempt, database->prepare(kNoteAttempt));
    TAPPAY_TRY(finishReversal, database->prepare(kFinishReversal));
    TAPPAY_TRY(openReversals, database->prepare(kOpenReversals));
    TAPPAY_TRY(reversalOf, database->prepare(kReversalOf));
    TAPPAY_TRY(undoWanted, database->prepare(kUndoWanted));
    TAPPAY_TRY(wipe, database->prepare(kWipe));
    return Records(std::move(database),
                   std::make_unique<Statements>(Statements{
                       std::move(find), std::move(load), std::move(pending), std::move(insert),
                       std::move(update), std::move(nextTrace), std::move(addReversal),
                       std::move(noteAttempt), std::move(finishReversal), std::move(openReversals),
                       std::move(reversalOf), std::move(undoWanted), std::move(wipe)}));
}

Result<std::optional<Payment>> Records::find(const std::string& terminalId,
                                             const std::string& key) {
    auto& statement = m_statements->find;
    statement.reset();
    TAPPAY_TRY(found, statement.bind(1, terminalId).bind(2, keyOctets(key)).step());
    std::optional<Payment> payment;
    if (found) payment = readPayment(statement);
    statement.reset();
    return payment;
}

Result<Payment> Records::load(std::int64_t id) {
    auto& statement = m_statements->load;
    statement.reset();
    TAPPAY_TRY(found, statement.bind(1, id).step());
    if (!found) return fail(FailureCode::Internal, "no payment " + std::to_string(id));
    auto payment = readPayment(statement);
    statement.reset();
    return payment;
}

Result<void> Records::insert(Payment& payment) {
    TAPPAY_TRY(trace, takeTrace(payment.terminalId));
    payment.batch = trace.batch;
    payment.stan = trace.stan;
    TAPPAY_CHECK(insertRow(payment));
    return m_accounts->payments.begun(payment);
}

Result<Records::Trace> Records::takeTrace(const std::string& terminalId) {
    auto& next = m_statements->nextTrace;
    next.reset();
    TAPPAY_CHECK(next.bind(1, terminalId).step());
    const Trace trace{static_cast<std::uint32_t>(next.integer(0)),
                      static_cast<std::uint32_t>(next.integer(1))};
    TAPPAY_CHECK(next.run());
    return trace;
}

Result<std::uint32_t> Records::batchOf(const std::string& terminalId) {
    TAPPAY_TRY(row, m_database->prepare(kBatch));
    TAPPAY_TRY(found, row.bind(1, terminalId).step());
    return found ? static_cast<std::uint32_t>(row.integer(0)) : 1;
}

Result<void> Records::insertTombstone(Payment& payment) {
    return insertRow(payment);
}

Result<void> Records::insertRow(Payment& payment) {
    auto& statement = m_statements->insert;
    statement.reset();
    statement.bind(1, payment.terminalId)
        .bind(2, keyOctets(payment.key))
        .bind(3, payment.digest)
        .bind(4, static_cast<std::int64_t>(payment.state))
        .bind(6, payment.merchantId)
        .bind(7, payment.amount.minor)
        .bind(8, payment.amount.currency.numeric)
        .bind(9, payment.entryMode)
        .bind(10, payment.panHash)
        .bind(11, payment.maskedPan)
        .bind(12, payment.batch)
        .bind(13, payment.stan)
        .bind(14, payment.responseCode)
        .bind(15, payment.authCode)
        .bind(16, payment.reference)
        .bind(17, payment.acquirerId)
        .bind(18, payment.issuerName)
        .bind(19, payment.icc)
        .bind(20, payment.created)
        .bind(21, payment.answered)
        .bind(23, payment.answer)
        .bind(24, std::int64_t{payment.advice})
        .bind(25, payment.risk);
    bindUndo(statement, 5, payment);
    bindOptional(statement, 22, payment.keptCard);
    TAPPAY_CHECK(statement.run());
    payment.id = m_database->lastInsertId();
    return {};
}

Result<void> Records::update(const Payment& payment) {
    auto& statement = m_statements->update;
    statement.reset();
    statement.bind(1, payment.id)
        .bind(2, static_cast<std::int64_t>(payment.state))
        .bind(4, payment.responseCode)
        .bind(5, payment.authCode)
        .bind(6, payment.reference)
        .bind(7, payment.acquirerId)
        .bind(8, payment.issuerName)
        .bind(9, payment.icc)
        .bind(10, payment.answered)
        .bind(12, payment.answer);
    bindUndo(statement, 3, payment);
    bindOptional(statement, 11, payment.keptCard);
    TAPPAY_CHECK(statement.run());
    TAPPAY_CHECK(m_web->orders.follow(payment));
    return m_accounts->payments.follow(payment);
}

Result<std::vector<Payment>> Records::pending() {
    return pending(false);
}

Result<std::vector<Payment>> Records::openAdvices() {
    return pending(true);
}

Result<std::vector<Payment>> Records::pending(bool advices) {
    auto& statement = m_statements->pending;
    statement.reset();
    statement.bind(1, static_cast<std::int64_t>(protocol::PaymentState::Pending))
        .bind(2, std::int64_t{advices});
    std::vector<Payment> payments;
    for (;;) {
        TAPPAY_TRY(row, statement.step());
        if (!row) break;
        payments.push_back(readPayment(statement));
    }
    statement.reset();
    return payments;
}

Result<bool> Records::addReversal(const Reversal& reversal) {
    auto& statement = m_statements->addReversal;
    TAPPAY_CHECK(statement.bind(1, reversal.paymentId).bind(2, reversal.reason).run());
    return m_database->changes() == 1;
}

Result<void> Records::noteAttempt(std::int64_t paymentId, const std::string& responseCode) {
    return m_statements->noteAttempt.bind(1, paymentId).bind(2, responseCode).run();
}

Result<void> Records::finishReversal(std::int64_t paymentId, std::int64_t at) {
    return m_statements->finishReversal.bind(1, paymentId).bind(2, at).run();
}

Result<std::vector<Reversal>> Records::openReversals() {
    auto& statement = m_statements->openReversals;
    statement.reset();
    std::vector<Reversal> reversals;
    for (;;) {
        TAPPAY_TRY(row, statement.step());
        if (!row) break;
        reversals.push_back(readReversal(statement));
    }
    statement.reset();
    return reversals;
}

Result<Reversal> Records::reversalOf(std::int64_t paymentId) {
    auto& statement = m_statements->reversalOf;
    statement.reset();
    TAPPAY_TRY(found, statement.bind(1, paymentId).step());
    if (!found) return fail(FailureCode::Internal, "no reversal " + std::to_string(paymentId));
    auto reversal = readReversal(statement);
    statement.reset();
    return reversal;
}

Result<std::optional<protocol::UndoReason>> Records::undoWanted(std::int64_t paymentId) {
    auto& statement = m_statements->undoWanted;
    statement.reset();
    TAPPAY_CHECK(statement.bind(1, paymentId).step());
    auto reason = readUndo(statement, 0);
    statement.reset();
    return reason;
}

Result<void> Records::wipeKeptCards(std::int64_t time) {
    return m_statements->wipe.bind(1, time)
        .bind(2, static_cast<std::int64_t>(protocol::PaymentState::Approved))
        .run();
}

}  // namespace tappay::backend
