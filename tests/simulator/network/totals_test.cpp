#include "simulator/network/totals.h"

#include <gtest/gtest.h>

#include <QJsonArray>

#include "purchase.h"

namespace tappay::simulator::network {

using namespace test;

TEST(Totals, AddUpDebitsAndReversals) {
    Lines lines;
    lines.answer(request(lines.config, {}));
    lines.answer(request(lines.config, {.minor = 2000, .stan = "000002", .atc = 4}));
    lines.answer(request(lines.config, {.minor = 1051, .stan = "000003", .atc = 5}));
    lines.answer(reversal(lines.config, {}));
    const QJsonObject totals = totalsOf(*lines.ledger);
    for (const char* of : {"accounts", "terminals"}) {
        ASSERT_EQ(totals.value(QLatin1String(of)).toArray().size(), 1) << of;
        const QJsonObject sum = totals.value(QLatin1String(of)).toArray().first().toObject();
        EXPECT_EQ(sum.value("debits"), "32.34");
        EXPECT_EQ(sum.value("reversals"), "12.34");
        EXPECT_EQ(sum.value("net"), "20.00");
        EXPECT_EQ(sum.value("currency"), "CNY");
    }
    const QJsonArray entries = totals.value("entries").toArray();
    ASSERT_EQ(entries.size(), 3);
    EXPECT_EQ(entries.at(0).toObject().value("state"), "reversed");
    EXPECT_EQ(entries.at(1).toObject().value("pan"), "622848*********8901");
    EXPECT_EQ(entries.at(2).toObject().value("responseCode"), "51");
    EXPECT_TRUE(totalsText(totals).contains("622848*********8901  CNY  32.34  12.34  0.00  20.00"));
}

}  // namespace tappay::simulator::network
