#include "protocol/order.h"

#include <gtest/gtest.h>

#include "protocol/strictness.h"
#include "support/signed_orders.h"

// What a person agrees to: nothing is shown that could be read in two ways.
namespace tappay::protocol {
namespace {

using test::SignedOrders;

Order order() {
    auto it = SignedOrders::order();
    it.created = "2026-11-22T08:00:00.000Z";
    it.expires = "2026-11-22T08:15:00.000Z";
    return it;
}

FailureCode refusal(const Order& changed) {
    const auto read = decodeOrder(encode(changed));
    return read ? FailureCode::Internal : read.error().code;
}

TEST(Order, TravelsWhole) {
    const auto read = decodeOrder(encode(order()));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(encode(*read), encode(order()));
    EXPECT_EQ(read->items[1].name, "Postage");
    EXPECT_EQ(read->items[0].quantity, 2U);
    EXPECT_EQ(read->amount.minor, 1234);
    EXPECT_EQ(read->origins.size(), 2U);
}

TEST(Order, EachMemberIsWhatItShouldBe) {
    const auto json = encode(order());
    // A person can read an accent.
    const auto mayBeSo = [](const std::string& what) { return what.ends_with("\u00E9\"}"); };
    for (const auto& spoilt : spoilt(json))
        EXPECT_EQ(decodeOrder(spoilt.json).has_value(),
                  mayBeSo(spoilt.what) &&
                      (spoilt.what.starts_with("shop") || spoilt.what.starts_with("reference")))
            << spoilt.what;
    const auto whole = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    const auto items = whole["items"].toArray();
    spoil(items[0].toObject(), "item.", [&](const QJsonObject& item, const std::string& what) {
        auto changed = whole;
        changed["items"] = QJsonArray{item, items[1]};
        EXPECT_EQ(decodeOrder(compact(changed)).has_value(),
                  mayBeSo(what) && what.starts_with("item.name"))
            << what;
    });
}

TEST(Order, TheItemsAddUp) {
    auto it = order();
    it.amount.minor += 1;
    EXPECT_EQ(refusal(it), FailureCode::AmountInvalid);
    it = order();
    it.items.pop_back();
    EXPECT_EQ(refusal(it), FailureCode::AmountInvalid);
    it = order();
    it.items = {{"Nothing", 1, {0, it.amount.currency}}};
    it.amount.minor = 0;
    EXPECT_EQ(refusal(it), FailureCode::AmountInvalid);
    // The most there can be, without overflow.
    it = order();
    it.items.assign(kMostItems, {"Gold", 1, {Money::kMax, it.amount.currency}});
    it.amount.minor = Money::kMax;
    EXPECT_EQ(refusal(it), FailureCode::AmountInvalid);
    it.items.assign(kMostItems + 1, {"Tea", 1, {1, it.amount.currency}});
    it.amount.minor = kMostItems + 1;
    EXPECT_EQ(refusal(it), FailureCode::InputMalformed);
    it.items.pop_back();
    it.amount.minor -= 1;
    EXPECT_EQ(refusal(it), FailureCode::Internal) << "as many as there may be";
}

TEST(Order, TextIsSeenAsItIs) {
    for (const char* visible : {"Tea House", "茶馆", "Café Zoë", "Ω & Söhne", "Сахар", "👍 Tea",
                                "שלום", "100 % \"Oolong\" <b>"}) {
        EXPECT_TRUE(isVisibleText(visible, 40)) << visible;
        auto it = order();
        it.shop = visible;
        EXPECT_EQ(refusal(it), FailureCode::Internal) << visible;
    }
    const std::vector<std::pair<const char*, std::string>> hidden{
        {"nothing", ""},
        {"a blank in front", " Tea"},
        {"a blank behind", "Tea "},
        {"a line end", "Tea\nHouse"},
        {"a tabulator", "Tea\tHouse"},
        {"octet zero", std::string("Tea\0House", 9)},
        {"delete", "Tea\x7FHouse"},
        {"C1 control", "Tea\u0085House"},
        {"right-to-left override", "Tea \u202EesuoH"},
        {"left-to-right override", "Tea \u202DHouse"},
        {"right-to-left mark", "Tea\u200FHouse"},
        {"isolate", "Tea \u2067House\u2069"},
        {"Arabic letter mark", "Tea\u061CHouse"},
        {"zero-width space", "Tea\u200BHouse"},
        {"zero-width joiner", "Tea\u200DHouse"},
        {"word joiner", "Tea\u2060House"},
        {"byte order mark", "Tea\uFEFFHouse"},
        {"soft hyphen", "Tea\u00ADHouse"},
        {"line separator", "Tea\u2028House"},
        {"tag", "Tea\U000E0041House"},
        {"private use", "Tea\uE000House"},
        {"not assigned", "Tea\u0378House"},
        {"no UTF-8", "Tea\xC3House"},
        {"a surrogate", "Tea\xED\xA0\x80House"},
        {"an overlong slash", "Tea\xC0\xAFHouse"},
        {"what stands for no character", "Tea\uFFFDHouse"},
        {"too much", std::string(41, 'T')},
    };
    for (const auto& [what, text] : hidden) {
        EXPECT_FALSE(isVisibleText(text, 40)) << what;
        if (text.find('\xED') != std::string::npos || text.find('\xC0') != std::string::npos)
            continue;  // no JSON has it
        for (auto member : {0, 1, 2}) {
            auto it = order();
            auto& changed = member == 0 ? it.shop : member == 1 ? it.reference : it.items[0].name;
            changed = text.size() == 41 ? std::string(101, 'T') : text;
            EXPECT_NE(refusal(it), FailureCode::Internal) << what << " in " << member;
        }
    }
    EXPECT_FALSE(isVisibleText("\uFEFFTea House", 40));
    EXPECT_TRUE(isVisibleText(std::string(40, 'T'), 40));
    std::string wide;
    for (int i = 0; i < 40; ++i)
        wide += "茶";
    EXPECT_TRUE(isVisibleText(wide, 40)) << "characters are counted, not octets";
}

TEST(Order, OriginsAreThoseOfABrowser) {
    for (const char* origin :
         {"https://tea.example", "https://tea.example:8443", "https://a.b.c.example",
          "https://xn--nxasmq6b.example", "https://127.0.0.1:8443", "https://[::1]:8443"})
        EXPECT_TRUE(isOrigin(origin)) << origin;
    for (const std::string origin : {"",
                                     "null",
                                     "*",
                                     "https://",
                                     "http://tea.example",
                                     "https://tea.example/",
                                     "https://tea.example/pay",
                                     "https://tea.example?x",
                                     "https://tea.example#x",
                                     "https://Tea.example",
                                     "HTTPS://tea.example",
                                     "https://tea.example:443",
                                     "https://tea.example:",
                                     "https://tea.example:0x1F",
                                     "https://tea.example:99999",
                                     "https://me@tea.example",
                                     "https://*.tea.example",
                                     "https://tea example",
                                     "https://tea.example\n",
                                     " https://tea.example",
                                     "https://t\xC3\xA9"
                                     "a.example",
                                     "file:///tmp",
                                     "chrome-extension://abcdef",
                                     "https:tea.example",
                                     "https:///tea.example",
                                     "https://tea.example\\@evil.example"}) {
        EXPECT_FALSE(isOrigin(origin)) << origin;
        auto it = order();
        it.origins[1] = origin;
        EXPECT_EQ(refusal(it), FailureCode::InputMalformed) << origin;
    }
    EXPECT_FALSE(isOrigin("https://" + std::string(250, 'a') + ".example"));
    auto it = order();
    it.origins.assign(kMostOrigins + 1, "https://tea.example");
    EXPECT_EQ(refusal(it), FailureCode::InputMalformed);
    it.origins.clear();
    EXPECT_EQ(refusal(it), FailureCode::InputMalformed);
}

TEST(Order, OnlyWhatTheSignerHasSignedIsOpened) {
    const SignedOrders orders, others;
    const auto signer = crypto::EcVerifier::create(orders.key.publicKey()).value();
    const auto compact = orders.sign(order());
    ASSERT_TRUE(openOrder(compact, signer));
    const auto refused = [&](const std::string& changed) {
        const auto opened = openOrder(changed, signer);
        return !opened && opened.error().code == FailureCode::OrderInvalid;
    };
    EXPECT_TRUE(refused(others.sign(order()))) << "by another key";
    for (std::size_t at = 0; at < compact.size(); ++at) {
        auto changed = compact;
        changed[at] = changed[at] == 'x' ? 'y' : 'x';
        if (changed[at] == compact[at]) continue;
        EXPECT_TRUE(refused(changed)) << at;
    }
    EXPECT_TRUE(refused(""));
    EXPECT_TRUE(refused(compact + "A"));
    EXPECT_TRUE(refused(compact.substr(0, compact.rfind('.') + 1)));
    EXPECT_TRUE(refused(R"({"type":"order"})"));
    EXPECT_TRUE(refused(orders.sign(R"({"type":"payment"})"))) << "something else it has signed";
    auto unreadable = order();
    unreadable.shop = "Tea \u202EesuoH";
    EXPECT_TRUE(refused(orders.sign(unreadable)));
    auto large = order();
    large.items.assign(kMostItems, {std::string(100, 'T'), 9999, {1, large.amount.currency}});
    large.amount.minor = kMostItems;
    for (auto& item : large.items)
        for (int i = 0; i < 100; ++i)
            item.name.replace(static_cast<std::size_t>(i) * 4, 1, "\U00020BB7");
    EXPECT_GT(orders.sign(large).size(), kLongestOrder);
    EXPECT_TRUE(refused(orders.sign(large))) << "too long";
}

TEST(OrderQuestion, IsStrict) {
    const auto json = encode(OrderQuestion{"10000001", "01936b2e-5f00-7a31-8c11-5d0e2b7c9a10",
                                           "2026-11-22T08:00:00.000Z"});
    ASSERT_TRUE(decodeOrderQuestion(json));
    EXPECT_EQ(encode(*decodeOrderQuestion(json)), json);
    for (const auto& spoilt : spoilt(json))
        EXPECT_EQ(decodeOrderQuestion(spoilt.json).error().code, FailureCode::InputMalformed)
            << spoilt.what;
}

}  // namespace
}  // namespace tappay::protocol
