#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QUrlQuery>
#include <functional>
#include <string>
#include <vector>

#include "backend/http.h"
#include "backend/records.h"
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
    [[nodiscard]] Result<void> expectMethod(std::string_view wanted) const;  // MethodUnknown
    // InputMalformed for a parameter that none of `known` is.
    [[nodiscard]] Result<void> expectOnly(std::initializer_list<std::string_view> known) const;
};

// In a job of the records, for the shop whose key was shown; gives what is answered.
using ShopWork = std::function<Result<QJsonObject>(Records&, const Shop&)>;

}  // namespace tappay::backend
