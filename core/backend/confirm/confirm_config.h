#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace tappay::backend {

// What is needed to have payments confirmed on phones.
struct ConfirmConfig {
    std::vector<Bytes> deviceAuthorities;            // who certifies security devices; DER
    std::chrono::milliseconds life{120'000};         // of a confirmation
    std::chrono::milliseconds pairingLife{300'000};  // of an offer
    // What a shop gives back from this amount on is confirmed; nothing: never.
    std::optional<std::string> refundFrom;
    // From a card of an account to another account, at most so much at a time; nothing: never.
    std::optional<std::string> transferLimit;
    int mostOpen = 20;  // confirmations of a holder
};

}  // namespace tappay::backend
