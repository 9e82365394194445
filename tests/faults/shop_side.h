#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "backend/http.h"

namespace tappay::faults {

// A web shop: what it sells, and how that stands each time it asks. What it was told once is never
// taken back.
class ShopSide {
public:
    // Nothing while the back end is dark.
    using Ask = std::function<std::optional<backend::HttpResponse>(backend::HttpRequest)>;
    ShopSide(std::string apiKey, Ask ask) : m_apiKey(std::move(apiKey)), m_ask(std::move(ask)) {}

    static constexpr const char* kMerchantId = "898310054110002";
    static constexpr const char* kOrigin = "https://tea.example";

    struct Order {
        std::string id, compact;  // as the back end has signed it
        std::string state;        // as last heard
    };
    // Throws when it is not taken.
    const Order& place(std::int64_t amount);
    // False when nobody answered.
    bool look(std::int64_t amount);
    [[nodiscard]] const std::map<std::int64_t, Order>& orders() const { return m_orders; }
    [[nodiscard]] const std::vector<std::string>& wrong() const { return m_wrong; }

private:
    backend::HttpRequest request(const char* method, const std::string& target,
                                 std::string body = {}) const;

    std::string m_apiKey;
    Ask m_ask;
    std::map<std::int64_t, Order> m_orders;  // by amount
    std::vector<std::string> m_wrong;
};

}  // namespace tappay::faults
