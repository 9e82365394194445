#include "simulator/shop/order_records.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

namespace tappay::simulator::shop {
namespace {

class ShopOrderRecords : public ::testing::Test {
protected:
    OrderRecords open() const { return OrderRecords::open(m_directory.filePath("o.json")).value(); }
    static OrderRecord order(const QString& reference) {
        OrderRecord record;
        record.reference = reference;
        record.id = "id-" + reference;
        record.lines = {{"Oolong", 2, 7300}};
        return record;
    }
    static OrderNews news(OrderState state, std::int64_t total = 7300) {
        return {.id = "id-T-1001",
                .reference = "T-1001",
                .state = state,
                .card = "622848*********8901",
                .total = total};
    }
    QTemporaryDir m_directory;
};

TEST_F(ShopOrderRecords, OutliveTheShop) {
    auto records = open();
    ASSERT_TRUE(records.add(order(records.nextReference())));
    ASSERT_TRUE(records.take(news(OrderState::Paid)).value());
    auto again = open();
    ASSERT_NE(again.find("T-1001"), nullptr);
    EXPECT_EQ(again.find("T-1001")->state, OrderState::Paid);
    EXPECT_EQ(again.find("T-1001")->total(), 7300);
    EXPECT_EQ(again.nextReference(), "T-1002");
}

TEST_F(ShopOrderRecords, APaidOrderIsNeverUnpaidAgain) {
    using enum OrderState;
    struct Step {
        OrderState to;
        bool changes;
        OrderState then;
    };
    auto records = open();
    ASSERT_TRUE(records.add(order("T-1001")));
    for (const auto& [to, changes, then] :
         {Step{Unpaid, false, Unpaid}, Step{Expired, true, Expired}, Step{Unpaid, false, Expired},
          Step{Paid, true, Paid}, Step{Unpaid, false, Paid}, Step{Expired, false, Paid},
          Step{Refunded, true, Refunded}, Step{Paid, false, Refunded}}) {
        EXPECT_EQ(records.take(news(to)).value(), changes);
        EXPECT_EQ(records.find("T-1001")->state, then);
    }
}

TEST_F(ShopOrderRecords, TakeNoNewsOfAnotherOrderOrAmount) {
    auto records = open();
    ASSERT_TRUE(records.add(order("T-1001")));
    EXPECT_FALSE(records.take(news(OrderState::Paid, 1)));
    auto other = news(OrderState::Paid);
    other.id = "id-T-1002";
    EXPECT_FALSE(records.take(other));
    other = news(OrderState::Paid);
    other.reference = "T-1002";
    EXPECT_FALSE(records.take(other));
    EXPECT_EQ(records.find("T-1001")->state, OrderState::Unpaid);
}

TEST(ShopOrderNews, AreReadStrictly) {
    const QByteArray good =
        R"({"id":"o","reference":"T-1","state":"paid","amount":"73.00","currency":"CNY","refunded":"0.00","paid":{"card":"6228*8901"}})";
    const auto read = readNews(good);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->state, OrderState::Paid);
    EXPECT_EQ(read->total, 7300);
    EXPECT_EQ(read->card, "6228*8901");
    EXPECT_EQ(readNews(QByteArray(good).replace("0.00\",", "73.00\","))->state,
              OrderState::Refunded);
    EXPECT_EQ(readNews(QByteArray(good).replace("\"paid\",", "\"paying\","))->state,
              OrderState::Unpaid);
    for (const auto& [from, to] : {std::pair("\"paid\",", "\"done\","), std::pair("CNY", "USD"),
                                   std::pair("73.00", "73.001"), std::pair("\"o\"", "\"\"")})
        EXPECT_FALSE(readNews(QByteArray(good).replace(from, to))) << to;
    EXPECT_FALSE(readNews(QByteArray("paid")));
}

}  // namespace
}  // namespace tappay::simulator::shop
