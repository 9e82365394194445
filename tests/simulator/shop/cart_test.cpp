#include "simulator/shop/cart.h"

#include <gtest/gtest.h>

#include <set>

namespace tappay::simulator::shop {
namespace {

TEST(ShopCart, ComesBackFromItsCookie) {
    Cart cart;
    EXPECT_TRUE(cart.set("oolong", 2));
    EXPECT_TRUE(cart.set("gaiwan", 1));
    const QByteArray cookie = cart.cookie();
    EXPECT_TRUE(cookie.contains("Secure") && cookie.contains("HttpOnly") &&
                cookie.contains("SameSite=Lax"));
    const Cart back = Cart::fromCookies("other=1; " + cookie.left(cookie.indexOf(';')));
    EXPECT_EQ(back.quantityOf("oolong"), 2);
    EXPECT_EQ(back.pieces(), 3);
    EXPECT_EQ(back.total(), 2 * 3650 + 2760);
}

TEST(ShopCart, BelievesNoPriceAndNoGoodOfItsCookie) {
    for (const char* cookie :
         {"__Host-cart=gold-1", "__Host-cart=oolong--1", "__Host-cart=oolong-0",
          "__Host-cart=oolong-21", "__Host-cart=oolong", "__Host-cart=-",
          "__Host-cart=", "cart=oolong-1", "__Host-cart=oolong-99999999999"})
        EXPECT_TRUE(Cart::fromCookies(cookie).lines().empty()) << cookie;
}

TEST(ShopCart, TakesNothingOutForNothing) {
    Cart cart;
    cart.set("oolong", 3);
    EXPECT_TRUE(cart.set("oolong", 0));
    EXPECT_TRUE(cart.lines().empty());
    EXPECT_TRUE(cart.cookie().contains("Max-Age=0"));
}

TEST(ShopGoods, HavePricesThatDecideNothingBetweenThem) {
    const std::set<std::int64_t> decides{5, 41, 51, 54, 57, 61, 62, 71, 72, 91, 94, 95, 96, 97, 98};
    for (const Good& a : goods()) {
        for (const Good& b : goods()) {
            if (a.id == "stale" || b.id == "stale") continue;
            for (int n = 0; n <= Cart::kMostPieces; ++n)
                EXPECT_FALSE(decides.contains((a.price + n * b.price) % 100));
        }
    }
    EXPECT_EQ(goodById("stale")->price % 100, 51);
}

TEST(ShopGoods, ShowTheirPrices) {
    EXPECT_EQ(shownPrice(128000), QString::fromUtf8("¥1,280.00"));
    EXPECT_EQ(shownPrice(2'560'000'05), QString::fromUtf8("¥2,560,000.05"));
    EXPECT_EQ(shownPrice(5), QString::fromUtf8("¥0.05"));
    EXPECT_EQ(plainPrice(128000), "1280.00");
}

}  // namespace
}  // namespace tappay::simulator::shop
