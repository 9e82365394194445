#include "simulator/shop/cart.h"

#include <algorithm>
#include <numeric>

namespace tappay::simulator::shop {

namespace {

// The prefix binds it to this host and to TLS (RFC 6265bis, 4.1.3).
constexpr const char* kName = "__Host-cart=";

auto lineOf(auto& lines, const QByteArray& good) {
    return std::ranges::find_if(
        lines, [&](const auto& line) { return line.good->id == std::string_view(good); });
}

}  // namespace

Cart Cart::fromCookies(const QByteArray& header) {
    Cart cart;
    for (const QByteArray& cookie : header.split(';')) {
        const QByteArray trimmed = cookie.trimmed();
        if (!trimmed.startsWith(kName)) continue;
        for (const QByteArray& line : trimmed.mid(qsizetype(qstrlen(kName))).split('.')) {
            const auto dash = line.lastIndexOf('-');
            if (dash > 0) cart.set(line.left(dash), line.mid(dash + 1).toInt());
        }
    }
    return cart;
}

QByteArray Cart::cookie() const {
    QByteArrayList lines;
    for (const Line& line : m_lines)
        lines += QByteArray(line.good->id.data(), qsizetype(line.good->id.size())) + '-' +
                 QByteArray::number(line.quantity);
    return kName + lines.join('.') + "; Path=/; Secure; HttpOnly; SameSite=Lax" +
           (lines.isEmpty() ? "; Max-Age=0" : "");
}

bool Cart::set(const QByteArray& id, int quantity) {
    const Good* good = goodById({id.data(), std::size_t(id.size())});
    if (good == nullptr || quantity < 0 || quantity > kMostPieces) return false;
    const auto line = lineOf(m_lines, id);
    if (line == m_lines.end()) {
        if (quantity > 0) m_lines.push_back({good, quantity});
    } else if (quantity > 0) {
        line->quantity = quantity;
    } else {
        m_lines.erase(line);
    }
    return true;
}

int Cart::quantityOf(const QByteArray& good) const {
    const auto line = lineOf(m_lines, good);
    return line == m_lines.end() ? 0 : line->quantity;
}

std::int64_t Cart::total() const {
    return std::accumulate(m_lines.begin(), m_lines.end(), std::int64_t{0},
                           [](std::int64_t sum, const Line& line) { return sum + line.amount(); });
}

int Cart::pieces() const {
    return std::accumulate(m_lines.begin(), m_lines.end(), 0,
                           [](int sum, const Line& line) { return sum + line.quantity; });
}

}  // namespace tappay::simulator::shop
