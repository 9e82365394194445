#include <gtest/gtest.h>

#include <QJsonArray>

#include "base/clock.h"
#include "base/uuid.h"
#include "confirm_line.h"
#include "crypto/random.h"

// The whole line: an order is begun at the computer, shown by the phone, signed by the device over
// PC/SC, and paid; or refused, or taken back.
namespace tappay::system_test {

namespace {

QString newId() {
    crypto::SystemRandom random;
    return QString::fromStdString(makeUuidV7(SystemClock(), random));
}

}  // namespace

TEST(ConfirmedOnThePhone, IsPaidRefusedOrTakenBack) {
    ConfirmLine line;
    const auto trouble = line.prepare();
    ASSERT_EQ(trouble, "");
    const QString before = line.sandbox().net();

    const QString order = line.order();
    ASSERT_EQ(order.size(), 36) << order.toStdString();
    auto ctl = line.confirm(order, newId());
    const auto request = line.phone().waitForRequest();
    EXPECT_EQ(request["payee"], "Tea House");
    line.phone().say(QString("confirm ") + ConfirmLine::kDevicePin);
    const Finished paid = ctl->end();
    ASSERT_EQ(paid.status, 0) << paid.everything() << line.phone().everything();
    const auto confirmation = paid.json();
    EXPECT_EQ(confirmation["state"], "paid");
    EXPECT_EQ(confirmation["payment"], confirmation["id"]);
    EXPECT_EQ(confirmation["code"], request["code"]) << "both screens show the same";
    const auto shown = confirmation["request"].toObject();
    for (const char* name : {"amount", "currency", "payee", "payeeAccount", "order", "payer"})
        EXPECT_EQ(shown[QLatin1String(name)], request[QLatin1String(name)]) << name;
    for (const char* words : {"Sent to the phone", "Open on the phone"})
        EXPECT_TRUE(paid.errors.contains(words)) << words << paid.everything();
    const QString after = line.sandbox().net();
    EXPECT_NE(after, before);

    // The same wish once more is the same confirmation.
    EXPECT_EQ(line.confirm(order, confirmation["id"].toString())->end().status, 0);
    EXPECT_EQ(line.confirm(order, newId())->end().failure(), "order.paid");

    ctl = line.confirm(line.order(), newId());
    line.phone().waitForRequest();
    line.phone().say("refuse");
    const Finished refused = ctl->end();
    EXPECT_EQ(refused.status, 4) << refused.everything();
    EXPECT_EQ(refused.json()["reason"], "person") << refused.everything();

    ctl = line.confirm(line.order(), newId());
    line.phone().waitForRequest();
    ctl->interrupt();
    const Finished withdrawn = ctl->end();
    EXPECT_EQ(withdrawn.status, 4) << withdrawn.everything();
    EXPECT_EQ(withdrawn.json()["state"], "withdrawn") << withdrawn.everything();
    EXPECT_EQ(line.sandbox().net(), after) << "paid once";
}

}  // namespace tappay::system_test
