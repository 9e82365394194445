// The parameters that terminals fetch.
#include "backend/terminals/register.h"
#include "backend/terminals/register_sql.h"

namespace tappay::backend {

Result<std::optional<ParameterSet>> TerminalRegister::parameters() {
    TAPPAY_TRY(row, m_database.prepare(register_sql::kParameters));
    TAPPAY_TRY(found, row.step());
    if (!found) return std::nullopt;
    return ParameterSet{static_cast<std::uint32_t>(row.integer(0)), row.text(1), row.text(2)};
}

Result<std::uint32_t> TerminalRegister::parametersVersion() {
    TAPPAY_TRY(row, m_database.prepare(register_sql::kParametersVersion));
    TAPPAY_CHECK(row.step());
    return static_cast<std::uint32_t>(row.integer(0));
}

Result<void> TerminalRegister::addParameters(const ParameterSet& set, const std::string& who,
                                             std::int64_t now) {
    TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
    TAPPAY_TRY(last, parameters());
    if (last && set.version <= last->version)
        return fail(FailureCode::ParametersRejected,
                    "version " + std::to_string(last->version) + " is there already");
    if (last && set.profile != last->profile)
        return fail(FailureCode::ParametersRejected, "the profile here is " + last->profile);
    TAPPAY_TRY(insert, m_database.prepare(register_sql::kAddParameters));
    TAPPAY_CHECK(insert.bind(1, static_cast<std::int64_t>(set.version))
                     .bind(2, set.profile)
                     .bind(3, set.contents)
                     .run());
    TAPPAY_CHECK(addAudit(m_database, {now, who, audited::kParametersChanged, set.profile,
                                       "version " + std::to_string(set.version)}));
    return transaction.commit();
}

}  // namespace tappay::backend
