#include "backend/confirm/transfer.h"

#include "backend/confirm/confirmation_records.h"
#include "protocol/confirmation_request.h"

namespace tappay::backend {

Result<std::string> payeeOf(Records& records, const Payment& payment) {
    if (payment.entryMode != kWithoutCard) return std::string();
    TAPPAY_TRY(confirmation,
               ConfirmationRecords(records.database()).ofKey(payment.terminalId, payment.key));
    if (!confirmation || confirmation->wish != protocol::ConfirmationWish::Transfer)
        return std::string();
    TAPPAY_TRY(agreed, protocol::decodeConfirmationRequest(confirmation->request));
    return agreed.payeeAccount;
}

}  // namespace tappay::backend
