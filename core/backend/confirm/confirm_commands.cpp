#include "backend/confirm/confirm_commands.h"

#include "backend/answers.h"
#include "backend/confirm/confirmation_records.h"
#include "backend/terminals/register.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kUnblock = "confirm-unblock";

}  // namespace

bool isConfirmCommand(std::string_view word) {
    return word == kUnblock;
}

Result<std::string> runConfirmCommand(const Config& config, std::span<const std::string> words,
                                      const std::string& who, const Clock& clock) {
    if (!config.confirm || !config.enrolment) return fail(FailureCode::NotConfigured, "confirm");
    if (words.size() != 2) return fail(FailureCode::InputMalformed, "confirm-unblock TERMINAL");
    TAPPAY_TRY(records, Records::open(config.database));
    TAPPAY_TRY(transaction, store::Transaction::begin(records.database()));
    TAPPAY_TRY(was, ConfirmationRecords(records.database()).unblock(words[1]));
    if (!was) return fail(FailureCode::NotFound, words[1] + " is not blocked");
    TAPPAY_TRY(terminals, TerminalRegister::open(config.enrolment->terminals));
    TAPPAY_CHECK(terminals.audit(
        {milliseconds(clock.now()), who, audited::kConfirmUnblocked, words[1], ""}));
    TAPPAY_CHECK(transaction.commit());
    return std::string();
}

}  // namespace tappay::backend
