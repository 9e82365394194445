#include "emv/request.h"

namespace tappay::emv {

Result<void> checkRequest(const Parameters& parameters, const Transaction& transaction) {
    if (transaction.amount.minor < 0 || transaction.amount.minor > Money::kMax)
        return fail(FailureCode::AmountInvalid);
    if (transaction.amount.currency != parameters.terminal.currency)
        return fail(FailureCode::CurrencyUnsupported);
    if (parameters.aids.empty())
        return fail(FailureCode::NotConfigured, "no application in the parameters");
    return {};
}

}  // namespace tappay::emv
