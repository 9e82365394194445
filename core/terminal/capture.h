#pragma once

#include "terminal/payments.h"

namespace tappay::terminal {

// Tells the back end that the card has completed the payment of an order, and writes down what it
// says: approved, or to be undone. False when no answer came: it has to be asked again.
bool capture(const std::string& id, World& world, Payments& payments, const Deadline& deadline,
             link::Channel* through);

// The same where a capture isn't answered: what the status says of it. Not paid and not given up
// is no end; the back end doesn't leave it so.
bool learnCapture(const std::string& id, World& world, Payments& payments,
                  const Deadline& deadline);

}  // namespace tappay::terminal
