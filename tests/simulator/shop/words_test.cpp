#include "simulator/shop/words.h"

#include <gtest/gtest.h>

namespace tappay::simulator::shop {
namespace {

TEST(ShopWords, AreInTheLanguageTheBrowserAsksFor) {
    struct Case {
        const char* header;
        Language language;
    };
    for (const auto& [header, language] :
         {Case{"", Language::English}, Case{"zh-CN,zh;q=0.9,en;q=0.8", Language::Chinese},
          Case{"en-GB,en;q=0.9,zh;q=0.8", Language::English},
          Case{"fr,zh-Hans;q=0.5", Language::Chinese},
          Case{"en;q=0.1, zh;q=0.2", Language::Chinese}, Case{"fr", Language::English},
          Case{"zh;q=0", Language::English}, Case{";;;,,=", Language::English}})
        EXPECT_EQ(languageOf(header), language) << header;
}

TEST(ShopWords, AreThereInBothLanguages) {
    EXPECT_EQ(word(Language::English, "paid"), "Paid");
    EXPECT_EQ(word(Language::Chinese, "paid"), QString::fromUtf8("已付款"));
}

}  // namespace
}  // namespace tappay::simulator::shop
