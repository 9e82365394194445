#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "protocol/order.h"

namespace tappay::terminal {

// What a person agrees to, of the order a payment is for. Read from what the payment system has
// signed and nothing else; the amount is the payment's.
struct OrderFacts {
    std::string id;
    std::string shop;
    // The page that asked, as the browser knows it and the order names it; empty where none did.
    std::string origin;
    std::string reference;  // the shop's own number
    std::vector<protocol::OrderItem> items;
    std::chrono::system_clock::time_point expires;
};

}  // namespace tappay::terminal
