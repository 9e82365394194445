#include "backend/cardholders/confirmation.h"

namespace tappay::backend {

void ClosedConfirmation::ask(AbsentCardPayment payment, Answered done) {
    done(fail(FailureCode::ConfirmationNeeded, "order " + payment.order + " without the card"));
}

}  // namespace tappay::backend
