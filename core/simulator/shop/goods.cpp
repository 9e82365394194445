#include "simulator/shop/goods.h"

#include <algorithm>
#include <array>

namespace tappay::simulator::shop {

namespace {

constexpr std::array<Good, 6> kGoods{{
    {"oolong", "Iron Goddess oolong, 100 g", "铁观音 100 克", "Floral, from Anxi", "安溪清香型",
     3650, "gold"},
    {"longjing", "Dragon Well green, 50 g", "龙井 50 克", "First picking, pan-fired",
     "明前，手工炒制", 6800, "green"},
    {"jasmine", "Jasmine pearls, 50 g", "茉莉龙珠 50 克", "Scented seven times", "七窨一提", 2800,
     "pale"},
    {"puer", "Aged pu'er cake, 357 g", "陈年普洱饼 357 克", "From 2012; asks for your PIN",
     "2012 年；付款需输入密码", 128000, "dark"},
    {"gaiwan", "Small gaiwan", "小盖碗", "White porcelain, 110 ml", "白瓷，110 毫升", 2760,
     "white"},
    {"stale", "Stale tea", "过期茶", "For trials: bought alone, the bank refuses it",
     "试用：单独购买会被银行拒绝", 1051, "stale"},
}};

QString qt(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

}  // namespace

QString Good::name(Language language) const {
    return qt(language == Language::Chinese ? chinese : english);
}

QString Good::note(Language language) const {
    return qt(language == Language::Chinese ? chineseNote : englishNote);
}

std::span<const Good> goods() {
    return kGoods;
}

const Good* goodById(std::string_view id) {
    const auto found = std::ranges::find(kGoods, id, &Good::id);
    return found == kGoods.end() ? nullptr : &*found;
}

QString plainPrice(std::int64_t fen) {
    return QString("%1.%2").arg(fen / 100).arg(fen % 100, 2, 10, QChar('0'));
}

QString shownPrice(std::int64_t fen) {
    QString text = plainPrice(fen);
    for (qsizetype place = text.size() - 6; place > 0; place -= 3)
        text.insert(place, ',');
    return QString::fromUtf8("¥") + text;
}

}  // namespace tappay::simulator::shop
