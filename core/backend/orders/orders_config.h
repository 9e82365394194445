#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace tappay::backend {

// What is needed to take payments for web shops.
struct OrdersConfig {
    std::string pageUrl;  // origin of the payment page: "https://pay.example"
    // A payment that the card has not completed by then is undone.
    std::chrono::milliseconds captureWithin{600'000};
    // Who may certify shops' servers, PEM; empty: the authorities the system knows.
    std::filesystem::path webhookAuthorities;
    std::chrono::seconds shortestLife{60}, longestLife{86'400};  // of an order
    // Webhooks: how long one sending may take, the pauses between them, and when to give up.
    std::chrono::milliseconds webhookTimeout{10'000};
    std::chrono::milliseconds firstWebhookPause{1'000}, longestWebhookPause{3'600'000};
    std::chrono::hours webhookLife{72};
};

}  // namespace tappay::backend
