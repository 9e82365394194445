#pragma once

#include <QtCore/QJsonObject>

#include "terminal/terminal.h"

// What a web page is told of a payment: docs/api.md, "Paying a web order".
namespace tappay::agent {

enum class CheckoutState : std::uint8_t {
    Waiting,  // for the person's consent
    Paying,
    Paid,
    Declined,
    Cancelled,
    Failed,   // nothing was charged
    Unknown,  // not known yet
};

CheckoutState checkoutStateOf(const terminal::TransactionSnapshot& payment);
QJsonObject checkoutJson(const terminal::TransactionSnapshot& payment);

// What would keep a payment from being made, by what is known now.
std::vector<Failure> obstaclesOf(const terminal::Status& status);

}  // namespace tappay::agent
