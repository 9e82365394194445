#pragma once

#include <string>

#include "backend/terminals/terminal.h"
#include "backend/waiters.h"

namespace tappay::backend {

// A payment of an order with a bound card that isn't there.
struct AbsentCardPayment {
    EnrolledTerminal from;
    std::string card, order;  // their ids
    std::string asked;        // time of the question
};

// Whether the cardholder confirms such a payment in another way, and what becomes of it then.
class Confirmation {
public:
    virtual ~Confirmation() = default;
    // On any thread. `done` is called once, later or now, with the signed answer;
    // ConfirmationNeeded where nobody has confirmed it.
    virtual void ask(AbsentCardPayment payment, Answered done) = 0;
};

// There is no other way: nobody pays without the card.
class ClosedConfirmation final : public Confirmation {
public:
    void ask(AbsentCardPayment payment, Answered done) override;
};

}  // namespace tappay::backend
