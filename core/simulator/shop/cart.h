#pragma once

#include <QByteArray>
#include <vector>

#include "simulator/shop/goods.h"

namespace tappay::simulator::shop {

// A buyer's basket. It lives in the buyer's cookie, so nothing in it is believed but which goods
// and how many: prices are the shop's.
class Cart {
public:
    struct Line {
        const Good* good = nullptr;
        int quantity = 1;

        [[nodiscard]] std::int64_t amount() const { return good->price * quantity; }
    };
    static constexpr int kMostPieces = 20;  // of one good

    // From a Cookie header; what isn't understood is left out.
    static Cart fromCookies(const QByteArray& header);
    // The value of Set-Cookie.
    [[nodiscard]] QByteArray cookie() const;

    // 0 takes it out. False for a good the shop doesn't have or a quantity it doesn't sell.
    bool set(const QByteArray& good, int quantity);
    [[nodiscard]] int quantityOf(const QByteArray& good) const;

    [[nodiscard]] const std::vector<Line>& lines() const { return m_lines; }
    [[nodiscard]] std::int64_t total() const;
    [[nodiscard]] int pieces() const;

private:
    std::vector<Line> m_lines;
};

}  // namespace tappay::simulator::shop
