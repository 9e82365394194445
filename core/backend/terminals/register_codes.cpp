// Enrolment codes.
#include "backend/terminals/register.h"
#include "backend/terminals/register_sql.h"

namespace tappay::backend {

Result<void> TerminalRegister::addCode(ByteView hash, const Grant& grant, std::int64_t expires,
                                       const std::string& who, std::int64_t now) {
    TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
    TAPPAY_TRY(forget, m_database.prepare(register_sql::kForgetCodes));
    TAPPAY_CHECK(forget.bind(1, grant.terminalId).bind(2, now).run());
    TAPPAY_TRY(insert, m_database.prepare(register_sql::kAddCode));
    TAPPAY_CHECK(insert.bind(1, hash)
                     .bind(2, grant.terminalId)
                     .bind(3, grant.merchantId)
                     .bind(4, grant.merchantName)
                     .bind(5, expires)
                     .run());
    TAPPAY_CHECK(addAudit(m_database, {now, who, audited::kCodeMade, grant.terminalId,
                                       "merchant " + grant.merchantId}));
    return transaction.commit();
}

Result<Grant> TerminalRegister::tryCode(ByteView hash, std::int64_t now) {
    TAPPAY_TRY(row, m_database.prepare(register_sql::kTryCode));
    TAPPAY_TRY(found, row.bind(1, hash).bind(2, now).bind(3, std::int64_t{kTriesOfCode}).step());
    if (!found)
        return fail(FailureCode::EnrolmentCodeInvalid, "unknown, used, expired or tried too often");
    Grant grant{row.text(0), row.text(1), row.text(2)};
    // To the end, or the try is not counted.
    TAPPAY_CHECK(row.step());
    return grant;
}

}  // namespace tappay::backend
