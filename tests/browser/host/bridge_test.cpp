#include "tappay-browser/bridge.h"

#include <gtest/gtest.h>

#include <QtCore/QJsonDocument>

namespace tappay::browser {
namespace {

using std::chrono::seconds;
const QString kPayment = QStringLiteral("01936b2e-5f00-7a31-8c11-3d2b6a90f4e7");
constexpr const char* kOther = "01936b2e-0000-7a31-8c11-3d2b6a90f4e7";

QByteArray json(const QJsonObject& object) {
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

class World : public ::testing::Test, protected Surroundings {
protected:
    World() { bridge.greet(); }

    void tellPlugin(const QJsonObject& message) override { told.append(message); }
    bool askApplication(const QByteArray& line) override {
        if (applicationThere) asked.append(QJsonDocument::fromJson(line).object());
        return applicationThere;
    }
    void startWindow() override { ++windows; }
    void end() override { ended = true; }

    void say(int id, const char* command, const QJsonObject& arguments) {
        bridge.onMessage(json({{"id", id}, {"command", command}, {"arguments", arguments}}), now);
    }
    void answer(int id, const QJsonObject& result) {
        bridge.onLine(json({{"jsonrpc", "2.0"}, {"id", id}, {"result", result}}));
    }
    void notify(const char* method, const QJsonObject& params) {
        bridge.onLine(json({{"jsonrpc", "2.0"}, {"method", method}, {"params", params}}));
    }
    void becomeReady(bool window = true) {
        say(1, "checkout.ready", {{"plugin", "0.1.0"}});
        answer(1,
               {{"version", "0.1.0"}, {"checkout", 1}, {"plugin", "current"}, {"window", window}});
    }
    void start(int id = 2) {
        say(id, "checkout.start", {{"order", "a.b.c"}, {"origin", "https://tea.example"}});
    }
    void pay() {
        becomeReady();
        start();
        answer(2, {{"id", kPayment}, {"state", "waiting"}});
    }
    [[nodiscard]] QString lastFailure() const {
        return told.last()["failure"].toObject()["code"].toString();
    }

    QList<QJsonObject> told, asked;
    bool applicationThere = true, ended = false;
    int windows = 0;
    Bridge::Time now{};
    Bridge bridge{*this, now};
};

TEST_F(World, GreetsFirst) {
    EXPECT_EQ(told, QList<QJsonObject>({{{"version", TAPPAY_VERSION}, {"api", 1}}}));
}

TEST_F(World, PaymentGoesItsWay) {
    pay();
    ASSERT_EQ(asked.size(), 2);
    EXPECT_EQ(asked[0]["params"], (QJsonObject{{"plugin", "0.1.0"}, {"host", TAPPAY_VERSION}}));
    EXPECT_EQ(asked[1]["method"], "checkout.start");
    EXPECT_EQ(asked[1]["params"],
              (QJsonObject{{"order", "a.b.c"}, {"origin", "https://tea.example"}}));
    EXPECT_EQ(told.last()["id"], 2);
    const QJsonObject carry{{"id", kPayment}, {"number", 1}, {"url", "https://x/"}, {"body", ""}};
    notify("checkout.carry", carry);
    EXPECT_EQ(told.last(), (QJsonObject{{"event", "checkout.carry"}, {"arguments", carry}}));
    say(3, "checkout.answer", {{"id", kPayment}, {"number", 1}, {"status", 200}, {"body", "{}"}});
    EXPECT_EQ(asked.last()["method"], "checkout.answer");
    notify("checkout.changed", {{"id", kPayment}, {"state", "paid"}});
    EXPECT_EQ(told.last()["event"], "checkout.changed");
}

TEST_F(World, WindowIsStartedWhereThereIsNone) {
    becomeReady(false);
    EXPECT_EQ(windows, 0) << "a look around shows nothing";
    start();
    EXPECT_EQ(windows, 1);
}

TEST_F(World, NoSecondWindow) {
    pay();
    EXPECT_EQ(windows, 0);
}

TEST_F(World, StartComesAfterReady) {
    start();
    EXPECT_EQ(lastFailure(), "input.malformed");
    EXPECT_TRUE(asked.isEmpty());
}

TEST_F(World, OnePaymentAConnection) {
    becomeReady();
    start();
    start(3);
    EXPECT_EQ(lastFailure(), "busy");
    answer(2, {{"id", kPayment}});
    start(4);
    EXPECT_EQ(lastFailure(), "busy");
    EXPECT_EQ(asked.size(), 2);
}

TEST_F(World, RefusedStartMayBeRepeated) {
    becomeReady();
    start();
    bridge.onLine(json({{"id", 2},
                        {"error", QJsonObject{{"code", -32000},
                                              {"data", QJsonObject{{"code", "order.expired"}}}}}}));
    EXPECT_EQ(lastFailure(), "order.expired");
    start(3);
    EXPECT_EQ(asked.size(), 3);
}

TEST_F(World, ManagementCommandGoesItsWay) {
    const QJsonObject command{{"command", "a.b.c"}};
    say(1, "management.run", command);
    EXPECT_EQ(lastFailure(), "input.malformed");  // the version comes first
    becomeReady(false);
    say(2, "management.run", command);
    EXPECT_EQ(asked.last()["method"], "management.run");
    EXPECT_EQ(asked.last()["params"], command);
    answer(2, {{"task", "sign_on"}, {"state", "done"}});
    EXPECT_EQ(told.last()["result"], (QJsonObject{{"task", "sign_on"}, {"state", "done"}}));
    EXPECT_EQ(windows, 0);
}

TEST_F(World, PaymentHasItsConnectionAlone) {
    pay();
    say(3, "management.run", {{"command", "a.b.c"}});
    EXPECT_EQ(lastFailure(), "busy");
}

TEST_F(World, OtherPaymentsAreNotItsOwn) {
    say(1, "checkout.cancel", {{"id", kPayment}});
    EXPECT_EQ(lastFailure(), "not_found");
    pay();
    say(3, "checkout.cancel", {{"id", kOther}});
    EXPECT_EQ(lastFailure(), "not_found");
    EXPECT_EQ(asked.size(), 2);
}

TEST_F(World, OtherNotificationsAreNotHandedOn) {
    pay();
    const auto before = told.size();
    notify("status.changed", {{"a", 1}});
    notify("transaction.changed", {{"a", 1}});
    answer(77, {{"a", 1}});
    EXPECT_EQ(told.size(), before);
}

TEST_F(World, IdsAreNotReusedWhileOpen) {
    say(1, "checkout.ready", {{"plugin", "1"}});
    say(1, "checkout.ready", {{"plugin", "1"}});
    EXPECT_EQ(lastFailure(), "input.malformed");
    EXPECT_EQ(asked.size(), 1);
}

TEST_F(World, ApplicationThatIsNotThereIsLookedForAgain) {
    applicationThere = false;
    say(1, "checkout.ready", {{"plugin", "1"}});
    EXPECT_EQ(lastFailure(), "app.unreachable");
    applicationThere = true;
    say(2, "checkout.ready", {{"plugin", "1"}});
    EXPECT_EQ(asked.size(), 1);
    EXPECT_FALSE(ended);
}

TEST_F(World, ApplicationThatDoesNotAnswerIsGivenUp) {
    say(1, "checkout.ready", {{"plugin", "1"}});
    EXPECT_EQ(bridge.nextDeadline(), now + Bridge::kPatience);
    bridge.onTime(now + Bridge::kPatience - seconds(1));
    EXPECT_TRUE(told.last().contains("version"));
    bridge.onTime(now + Bridge::kPatience);
    EXPECT_EQ(lastFailure(), "app.no_answer");
    EXPECT_FALSE(ended);
}

TEST_F(World, StartWithoutAnswerEndsTheConnection) {
    becomeReady();
    start();
    bridge.onTime(now + Bridge::kPatience);
    EXPECT_EQ(lastFailure(), "app.no_answer");
    EXPECT_TRUE(ended) << "so that the application cancels what may have begun";
}

TEST_F(World, PluginThatAsksNothingIsGivenUp) {
    bridge.onTime(now + Bridge::kIdle - seconds(1));
    EXPECT_FALSE(ended);
    bridge.onTime(now + Bridge::kIdle);
    EXPECT_TRUE(ended);
}

TEST_F(World, PaymentTakesItsTime) {
    pay();
    EXPECT_EQ(bridge.nextDeadline(), Bridge::Time::max());
    bridge.onTime(now + std::chrono::hours(1));
    EXPECT_FALSE(ended);
}

TEST_F(World, LostApplicationEndsAPayment) {
    pay();
    say(3, "checkout.cancel", {{"id", kPayment}});
    bridge.onApplicationGone();
    EXPECT_EQ(told[told.size() - 2]["failure"].toObject()["code"], "app.connection_lost");
    EXPECT_EQ(told.last()["event"], "application.lost");
    EXPECT_TRUE(ended);
}

TEST_F(World, ApplicationOfAnotherVersionIsRefused) {
    for (const int version : {0, 2}) {
        say(version + 1, "checkout.ready", {{"plugin", "1"}});
        answer(version + 1, {{"version", "9"}, {"checkout", version}});
        EXPECT_EQ(lastFailure(), "app.version_differs");
    }
    start(9);
    EXPECT_EQ(lastFailure(), "input.malformed");
}

TEST_F(World, WhatIsNoJsonEndsTheConnection) {
    pay();
    bridge.onLine("HTTP/1.1 400 Bad Request");
    EXPECT_TRUE(ended);
}

TEST_F(World, MalformedMessageIsNamedAndTheConnectionStays) {
    bridge.onMessage("{", now);
    EXPECT_EQ(lastFailure(), "input.malformed");
    EXPECT_EQ(told.last()["id"], 0);
    EXPECT_FALSE(ended);
}

}  // namespace
}  // namespace tappay::browser
