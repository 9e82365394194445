#pragma once

#include <span>
#include <string_view>

#include "base/money.h"
#include "simulator/shop/words.h"

namespace tappay::simulator::shop {

// Something the shop sells. Prices are such that no sum of them has an ending that decides what the
// network does (docs/sandbox.md), but for the one that is meant to be refused.
struct Good {
    std::string_view id;
    std::string_view english, chinese;
    std::string_view englishNote, chineseNote;
    std::int64_t price = 0;   // fen
    std::string_view liquor;  // the colour in the cup: a class of shop.css

    [[nodiscard]] QString name(Language language) const;
    [[nodiscard]] QString note(Language language) const;
};

std::span<const Good> goods();
// nullptr when the shop has no such thing.
const Good* goodById(std::string_view id);

// "¥1,280.00"
QString shownPrice(std::int64_t fen);
// "1280.00"
QString plainPrice(std::int64_t fen);

}  // namespace tappay::simulator::shop
