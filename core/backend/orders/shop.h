#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"

namespace tappay::backend {

// A web shop that takes payments: one merchant.
struct Shop {
    std::string merchantId;            // 15
    std::string name;                  // as the cardholder sees it
    std::vector<std::string> origins;  // its web addresses, its own first
    std::string webhook;               // URL; empty for none
    Bytes keyHash;                     // SHA-256 of the API key
    Bytes sealedSecret;                // of the webhook: shop_secrets.h
    std::int64_t created = 0;
};

}  // namespace tappay::backend
