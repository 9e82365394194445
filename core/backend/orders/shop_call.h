#pragma once

#include <QtCore/QUrlQuery>
#include <string>
#include <vector>

#include "backend/http.h"
#include "base/result.h"

namespace tappay::backend {

// A request of the shops' API or of the payment page, taken apart.
struct ShopCall {
    std::string method;
    std::vector<std::string> path;  // "/v1/orders/ID" is {"orders", "ID"}
    QUrlQuery query;
    std::string body;

    // Nothing of it is checked but that it begins with /v1.
    static ShopCall of(HttpRequest request);
    // Empty when absent.
    [[nodiscard]] std::string parameter(const char* name) const;
    // A whole number of the query; `otherwise` when absent. InputMalformed.
    [[nodiscard]] Result<std::int64_t> number(const char* name, std::int64_t least,
                                              std::int64_t most, std::int64_t otherwise) const;
    // InputMalformed for a parameter that none of `known` is.
    [[nodiscard]] Result<void> expectOnly(std::initializer_list<std::string_view> known) const;
};

}  // namespace tappay::backend
