#include <QtCore/QJsonArray>
#include <QtCore/QUrl>
#include <fstream>
#include <future>

#include "backend/orders/shop_test.h"
#include "protocol/order.h"
#include "protocol/time.h"
#include "store/database.h"

namespace tappay::test {
namespace {

TEST_F(ShopTest, AnOrderIsSignedAndShown) {
    auto draft = ShopDesk::draft("A-1001");
    draft["returnUrl"] = "https://tea.example/thanks?order=A-1001";
    const auto made = m_shop->post("/v1/orders", draft);
    ASSERT_EQ(made.status, 200) << made.failure() << m_lines;
    EXPECT_EQ(made.text("reference"), "A-1001");
    EXPECT_EQ(made.text("state"), "open");
    EXPECT_EQ(made.text("amount"), "12.34");
    EXPECT_EQ(made.text("currency"), "CNY");
    EXPECT_EQ(made.text("refunded"), "0.00");
    EXPECT_TRUE(made.body["paid"].isNull());
    EXPECT_EQ(made.text("returnUrl"), "https://tea.example/thanks?order=A-1001");
    EXPECT_EQ(made.text("page"), "https://pay.example/pay/" + made.text("id"));
    EXPECT_EQ(made.body["items"].toArray(), draft["items"].toArray());

    const auto order = protocol::openOrder(made.text("signed"), answerVerifier());
    ASSERT_TRUE(order) << order.error().detail;
    EXPECT_EQ(order->id, made.text("id"));
    EXPECT_EQ(order->merchantId, ShopDesk::kMerchantId);
    EXPECT_EQ(order->shop, "Tea House");
    EXPECT_EQ(order->origins, (std::vector<std::string>{"https://tea.example", ShopDesk::kPage}));
    EXPECT_EQ(order->amount.minor, 1234);
    const auto created = protocol::parseTime(order->created),
               expires = protocol::parseTime(order->expires);
    EXPECT_EQ(*expires - *created, std::chrono::minutes(15));

    EXPECT_EQ(m_shop->get("/v1/orders/" + made.text("id")).body, made.body);
    EXPECT_EQ(m_shop->get("/v1/orders?reference=A%2D1001").body, made.body);
}

TEST_F(ShopTest, TheReferenceMakesItOneOrder) {
    const auto first = m_shop->create("A-1"), again = m_shop->create("A-1");
    ASSERT_EQ(first.status, 200);
    EXPECT_EQ(first.body, again.body);
    EXPECT_EQ(m_shop->create("A-1", "12.35").failure(), "request.key_reused");
    auto longer = ShopDesk::draft("A-1");
    longer["expiresIn"] = 901;
    EXPECT_EQ(m_shop->post("/v1/orders", longer).status, 409);
    EXPECT_NE(m_shop->create("A-2").text("id"), first.text("id"));
}

TEST_F(ShopTest, TwoAtOnceAreOneOrder) {
    std::vector<std::future<std::string>> askers;
    for (int i = 0; i < 8; ++i)
        askers.push_back(std::async(std::launch::async, [this] {
            auto shop = *m_shop;
            return shop.create("A-1").text("id");
        }));
    std::set<std::string> ids;
    for (auto& asker : askers)
        ids.insert(asker.get());
    EXPECT_EQ(ids.size(), 1U);
    EXPECT_FALSE(ids.contains(""));
}

TEST_F(ShopTest, TheShopEndsAnOrder) {
    const auto id = m_shop->create("A-1").text("id");
    const auto ended = m_shop->post("/v1/orders/" + id + "/expire");
    ASSERT_EQ(ended.status, 200);
    EXPECT_EQ(ended.text("state"), "expired");
    EXPECT_EQ(m_shop->post("/v1/orders/" + id + "/expire").body, ended.body);
    EXPECT_EQ(m_shop->create("A-1").body, ended.body);
}

TEST_F(ShopTest, AnOrderWhoseTimeIsOverExpires) {
    auto config = this->config();
    config.orders->shortestLife = std::chrono::seconds(0);
    m_backend.reset();
    open(std::move(config));
    auto draft = ShopDesk::draft("A-1");
    draft["expiresIn"] = 0;
    EXPECT_EQ(
        m_shop->get("/v1/orders/" + m_shop->post("/v1/orders", draft).text("id")).text("state"),
        "expired");
}

TEST_F(ShopTest, OnlyTheShopsKeyOpensItsOrders) {
    const auto id = m_shop->create("A-1").text("id");
    const auto ask = [&](const std::string& header) {
        const auto reply = exchange("GET", "/v1/orders/" + id, {}, header);
        return std::pair(reply->status, protocol::decodeError(reply->body).code);
    };
    const std::pair refused(401, FailureCode::PermissionDenied);
    EXPECT_EQ(ask(""), refused);
    EXPECT_EQ(ask("Authorization: Bearer \r\n"), refused);
    EXPECT_EQ(ask("Authorization: Bearer tp_x\r\n"), refused);
    EXPECT_EQ(ask("Authorization: Basic " + m_shop->apiKey() + "\r\n"), refused);
    auto spoiled = m_shop->apiKey();
    spoiled.back() = spoiled.back() == 'A' ? 'B' : 'A';
    EXPECT_EQ(ask("Authorization: Bearer " + spoiled + "\r\n"), refused);

    ShopDesk other(config(), "898310054110003");
    other.at(m_backend->port());
    EXPECT_EQ(other.get("/v1/orders/" + id).status, 404);
    EXPECT_EQ(other.post("/v1/orders/" + id + "/expire").status, 404);
    EXPECT_EQ(other.get("/v1/orders?reference=A-1").status, 404);
    EXPECT_NE(other.create("A-1").text("id"), id) << "references are the shop's own";
}

TEST_F(ShopTest, KeysAreKeptAsHashesAndSealed) {
    std::string all;
    m_backend.reset();
    for (const auto* name : {"backend.db", "backend.db-wal"}) {
        std::ifstream file(m_installation.file(name), std::ios::binary);
        all.append(std::istreambuf_iterator<char>(file), {});
    }
    ASSERT_NE(all.find("Tea House"), std::string::npos);
    EXPECT_EQ(all.find(m_shop->apiKey()), std::string::npos);
    EXPECT_EQ(all.find(m_shop->webhookSecret()), std::string::npos);
}

TEST_F(ShopTest, PathsAndMethodsThatAreNot) {
    const auto id = m_shop->create("A-1").text("id");
    EXPECT_EQ(m_shop->get("/v1/orders/").status, 404);
    EXPECT_EQ(m_shop->get("/v1/orders/" + id + "/pay").status, 404);
    EXPECT_EQ(m_shop->get("/v1/orders/" + id + "/expire").status, 405);
    EXPECT_EQ(m_shop->post("/v1/orders/" + id).status, 405);
    EXPECT_EQ(m_shop->get("/v1/orders").failure(), "input.malformed");
    EXPECT_EQ(m_shop->get("/v1/orders?refrence=A-1").status, 400);
    EXPECT_EQ(m_shop->get("/v1/orders/" + id + "?x=1").status, 400);
    EXPECT_EQ(m_shop->get("/v1/ordersx").status, 404);
    const auto jose =
        exchange("POST", "/v1/orders", "{}", "Authorization: Bearer " + m_shop->apiKey() + "\r\n");
    EXPECT_EQ(jose->status, 415);
}

TEST_F(BackendTest, WithoutTheSettingThereAreNoShops) {
    for (const auto* path : {"/v1/orders", "/v1/orders/x", "/v1/pages/x", "/v1/events"})
        EXPECT_EQ(exchange("GET", path, {}, "Authorization: Bearer tp_x\r\n")->status, 404);
}

// What a shop may send wrong.
struct Draft {
    const char* what;
    std::function<void(QJsonObject&)> spoil;
    const char* failure;
};

void setItem(QJsonObject& draft, const char* name, const QJsonValue& value) {
    auto item = draft["items"].toArray().at(0).toObject();
    item[QLatin1String(name)] = value;
    draft["items"] = QJsonArray{item};
}

void setBoth(QJsonObject& draft, const QJsonValue& amount) {
    draft["amount"] = amount;
    setItem(draft, "amount", amount);
}

class WrongDraftTest : public ShopTest, public ::testing::WithParamInterface<Draft> {};

TEST_P(WrongDraftTest, IsRefusedAndNothingIsKept) {
    auto draft = ShopDesk::draft("A-1");
    GetParam().spoil(draft);
    const auto answer = m_shop->post("/v1/orders", draft);
    EXPECT_EQ(answer.failure(), GetParam().failure);
    EXPECT_EQ(answer.status, GetParam().failure == std::string("order.origin_wrong") ? 403 : 400);
    EXPECT_EQ(m_shop->get("/v1/orders?reference=A-1").status, 404);
}

QJsonArray manyItems(int count) {
    QJsonArray items;
    for (int i = 0; i < count; ++i)
        items.append(QJsonObject{{"name", "Tea"}, {"quantity", 1}, {"amount", "1.00"}});
    return items;
}

const Draft kWrong[] = {
    {"noReference", [](QJsonObject& d) { d.remove("reference"); }, "input.malformed"},
    {"emptyReference", [](QJsonObject& d) { d["reference"] = ""; }, "input.malformed"},
    {"longReference", [](QJsonObject& d) { d["reference"] = QString(65, 'A'); }, "input.malformed"},
    {"bidiReference",
     [](QJsonObject& d) {
         d["reference"] = QString(
             "A\u202E"
             "1");
     },
     "input.malformed"},
    {"noAmount", [](QJsonObject& d) { d.remove("amount"); }, "input.malformed"},
    {"numberAmount", [](QJsonObject& d) { d["amount"] = 12.34; }, "input.malformed"},
    {"zero", [](QJsonObject& d) { setBoth(d, "0.00"); }, "input.amount"},
    {"negative", [](QJsonObject& d) { setBoth(d, "-12.34"); }, "input.amount"},
    {"plus", [](QJsonObject& d) { setBoth(d, "+12.34"); }, "input.amount"},
    {"overflow", [](QJsonObject& d) { setBoth(d, "10000000000.00"); }, "input.amount"},
    {"beyond64Bits", [](QJsonObject& d) { setBoth(d, "18446744073709551617"); }, "input.amount"},
    {"threeDecimals", [](QJsonObject& d) { setBoth(d, "12.340"); }, "input.amount"},
    {"exponent", [](QJsonObject& d) { setBoth(d, "1e3"); }, "input.amount"},
    {"decimalsOfYen", [](QJsonObject& d) { d["currency"] = "JPY"; }, "input.amount"},
    {"unknownCurrency", [](QJsonObject& d) { d["currency"] = "XYZ"; }, "input.currency"},
    {"notAddingUp", [](QJsonObject& d) { d["amount"] = "12.35"; }, "input.amount"},
    {"noItems", [](QJsonObject& d) { d["items"] = QJsonArray(); }, "input.malformed"},
    {"itemsObject", [](QJsonObject& d) { d["items"] = QJsonObject(); }, "input.malformed"},
    {"itemText", [](QJsonObject& d) { d["items"] = QJsonArray{"tea"}; }, "input.malformed"},
    {"manyItems", [](QJsonObject& d) { d["items"] = manyItems(51); }, "input.malformed"},
    {"negativeItem",
     [](QJsonObject& d) {
         d["items"] =
             QJsonArray{QJsonObject{{"name", "Tea"}, {"quantity", 1}, {"amount", "20.00"}},
                        QJsonObject{{"name", "Gift"}, {"quantity", 1}, {"amount", "-7.66"}}};
     },
     "input.amount"},
    {"itemWithoutName", [](QJsonObject& d) { setItem(d, "name", ""); }, "input.malformed"},
    {"bidiItem",
     [](QJsonObject& d) {
         setItem(d, "name",
                 QString::fromUtf8("a\u202E"
                                   "b"));
     },
     "input.malformed"},
    {"isolateItem",
     [](QJsonObject& d) {
         setItem(d, "name",
                 QString::fromUtf8("a\u2066"
                                   "b"));
     },
     "input.malformed"},
    {"invisibleItem",
     [](QJsonObject& d) {
         setItem(d, "name",
                 QString::fromUtf8("a\u200B"
                                   "b"));
     },
     "input.malformed"},
    {"lineItem", [](QJsonObject& d) { setItem(d, "name", "a\nb"); }, "input.malformed"},
    {"blankItem", [](QJsonObject& d) { setItem(d, "name", " a"); }, "input.malformed"},
    {"longItem", [](QJsonObject& d) { setItem(d, "name", QString(101, 'a')); }, "input.malformed"},
    {"noPieces", [](QJsonObject& d) { setItem(d, "quantity", 0); }, "input.malformed"},
    {"halfAPiece", [](QJsonObject& d) { setItem(d, "quantity", 0.5); }, "input.malformed"},
    {"manyPieces", [](QJsonObject& d) { setItem(d, "quantity", 10000); }, "input.malformed"},
    {"unknownInItem", [](QJsonObject& d) { setItem(d, "price", "1.00"); }, "input.malformed"},
    {"unknownMember", [](QJsonObject& d) { d["expiresin"] = 100; }, "input.malformed"},
    {"shortLife", [](QJsonObject& d) { d["expiresIn"] = 59; }, "input.malformed"},
    {"longLife", [](QJsonObject& d) { d["expiresIn"] = 86401; }, "input.malformed"},
    {"textLife", [](QJsonObject& d) { d["expiresIn"] = "900"; }, "input.malformed"},
    {"foreignReturn", [](QJsonObject& d) { d["returnUrl"] = "https://evil.example/"; },
     "order.origin_wrong"},
    {"returnToAPort", [](QJsonObject& d) { d["returnUrl"] = "https://tea.example:444/"; },
     "order.origin_wrong"},
    {"returnWithUser", [](QJsonObject& d) { d["returnUrl"] = "https://tea.example@evil.example/"; },
     "input.malformed"},
    {"returnOverHttp", [](QJsonObject& d) { d["returnUrl"] = "http://tea.example/"; },
     "input.malformed"},
    {"returnToAScript", [](QJsonObject& d) { d["returnUrl"] = "javascript:alert(1)"; },
     "input.malformed"},
};
INSTANTIATE_TEST_SUITE_P(Shops, WrongDraftTest, ::testing::ValuesIn(kWrong),
                         [](const auto& wrong) { return wrong.param.what; });

TEST_F(ShopTest, BodiesThatAreNoJson) {
    for (const std::string body :
         {"", "{", "[]", "null", "\"x\"", "{\"reference\":\"\xFF\"}", "{}x"})
        EXPECT_EQ(m_shop->postText("/v1/orders", body).status, 400) << body;
    const auto nested = std::string(30'000, '[');
    EXPECT_EQ(m_shop->postText("/v1/orders", nested).status, 400);
    EXPECT_EQ(m_shop->postText("/v1/orders", std::string(65 * 1024, ' ')).status, 413);
    // Everything may be as long as it may be, but not all of it at once.
    auto draft = ShopDesk::draft("A-1", "50.00");
    QJsonArray items;
    for (int i = 0; i < 50; ++i)
        items.append(QJsonObject{
            {"name", QString("\U00020000").repeated(100)}, {"quantity", 9999}, {"amount", "1.00"}});
    draft["items"] = items;
    EXPECT_EQ(m_shop->post("/v1/orders", draft).failure(), "input.malformed");
}

TEST_F(ShopTest, CurrenciesWithoutDecimals) {
    auto draft = ShopDesk::draft("A-1", "1234");
    draft["currency"] = "JPY";
    const auto made = m_shop->post("/v1/orders", draft);
    EXPECT_EQ(made.text("amount"), "1234") << made.failure();
    EXPECT_EQ(made.text("refunded"), "0");
}

}  // namespace
}  // namespace tappay::test
