#include "backend/payment.h"

#include "base/pan.h"

namespace tappay::backend {

Payment paymentOf(const protocol::AuthorisationRequest& request, std::int64_t now) {
    Payment payment;
    payment.terminalId = request.terminalId;
    payment.key = request.key;
    payment.merchantId = request.merchantId;
    payment.amount = request.amount;
    payment.entryMode = request.entryMode;
    payment.risk = request.risk;
    payment.created = payment.answered = now;
    const ByteView pan = request.card.pan.view();
    payment.maskedPan = maskPan({reinterpret_cast<const char*>(pan.data()), pan.size()});
    return payment;
}

}  // namespace tappay::backend
