#include <QtCore/QJsonArray>
#include <future>

#include "backend/orders/paying_test.h"
#include "protocol/order.h"

namespace tappay::test {
namespace {

using iso8583::Message;

const std::vector<Bytes> kSilence;

// Answers reversals, and purchases with this code; no code is silence.
NetworkPeer::Script purchasesWith(const std::string& code) {
    return [code](const Message& request) {
        if (request.mti == "0200" && code.empty()) return kSilence;
        const auto answer = request.mti == "0200" ? code : "00";
        return std::vector<Bytes>{NetworkPeer::frame(NetworkPeer::replyTo(request, answer))};
    };
}

TEST_F(PayingTest, AnOrderIsPaidWhenTheCardHasCompleted) {
    const auto machine = paying("chip");
    const auto id = order();
    const auto asked = paymentOf(machine, id);
    ASSERT_EQ(said(send(machine, asked)), "approved") << m_lines;
    EXPECT_EQ(state(id), "paying");
    EXPECT_FALSE(statusOf(machine, asked.key)->captured);
    EXPECT_TRUE(m_shop->get("/v1/orders/" + id).body["paid"].isNull());
    EXPECT_EQ(m_shop->page(id).text("state"), "paying");
    const auto sent = m_network.received("0200").at(0);
    EXPECT_EQ(sent.text(41), kTerminal);
    EXPECT_EQ(sent.text(42), ShopDesk::kMerchantId) << "the shop is paid";

    const auto captured = capture(machine, asked.key);
    ASSERT_EQ(said(captured), "approved");
    EXPECT_EQ(captured->amount.minor, 1234);
    EXPECT_TRUE(statusOf(machine, asked.key)->captured);
    const auto shown = m_shop->get("/v1/orders/" + id);
    EXPECT_EQ(shown.text("state"), "paid");
    const auto paid = shown.body["paid"].toObject();
    EXPECT_EQ(paid["card"], "622848*********8901");
    EXPECT_EQ(paid["authCode"], "203817");
    EXPECT_EQ(paid["networkReference"], "832615000001");
    EXPECT_FALSE(paid["at"].toString().isEmpty());
    EXPECT_EQ(said(capture(machine, asked.key)), "approved") << "asking again is safe";
    EXPECT_EQ(m_shop->get("/v1/orders/" + id).body, shown.body);
    EXPECT_EQ(m_shop->post("/v1/orders/" + id + "/expire").failure(), "order.paid");
    const auto events = m_shop->get("/v1/events").body["events"].toArray();
    ASSERT_EQ(events.size(), 1);
    EXPECT_EQ(events[0].toObject()["type"], "order.paid");
    EXPECT_EQ(events[0].toObject()["order"].toObject(), shown.body);
}

TEST_F(PayingTest, WhatIsRefusedIsNotRun) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    const auto open = order("A-1"), taken = order("A-2"), paid = order("A-3"),
               expired = order("A-4");
    ASSERT_EQ(said(send(other, paymentOf(other, taken))), "approved");
    const auto paying = paymentOf(other, paid);
    ASSERT_EQ(said(send(other, paying)), "approved");
    ASSERT_EQ(said(capture(other, paying.key)), "approved");
    m_shop->post("/v1/orders/" + expired + "/expire");
    auto otherMerchant = paymentOf(machine, open);
    otherMerchant.merchantId = "898310054110003";
    auto yen = paymentOf(machine, open);
    yen.amount = parseMoney("1234", currencyByAlpha("JPY").value()).value();
    const auto refuses = [&](const protocol::AuthorisationRequest& asked,
                             const std::string& failure, int status) {
        EXPECT_EQ(said(send(machine, asked)), failure);
        EXPECT_EQ(m_status, status) << failure;
        EXPECT_EQ(said(capture(machine, asked.key)), "not_found") << failure;
    };
    refuses(paymentOf(machine, Questions::newKey()), "not_found", 404);
    refuses(paymentOf(machine, open, "12.35"), "order.invalid", 400);
    refuses(yen, "order.invalid", 400);
    refuses(otherMerchant, "order.invalid", 400);
    refuses(paymentOf(machine, taken), "order.in_progress", 409);
    refuses(paymentOf(machine, paid), "order.paid", 409);
    refuses(paymentOf(machine, expired), "order.expired", 409);
    EXPECT_EQ(m_network.received("0200").size(), 2U);
    m_time.advance(std::chrono::seconds(901));
    refuses(paymentOf(machine, open), "order.expired", 409);
    EXPECT_EQ(state(open), "expired");
}

TEST_F(PayingTest, ASaleStaysWithItsMerchantAndAnOrderIsPaidByEveryTerminal) {
    const auto machine = paying("chip");
    auto sale = payment(machine);
    sale.merchantId = ShopDesk::kMerchantId;
    EXPECT_EQ(said(send(machine, sale)), "permission.denied");
    auto configured = m_questions.authorisation(Questions::newKey(), "12.34");
    configured.order = order();
    configured.merchantId = ShopDesk::kMerchantId;
    EXPECT_TRUE(m_network.received("0200").empty());
    EXPECT_EQ(said(sendPayment(m_questions.sign(configured))), "approved");
    const protocol::CaptureRequest capture{configured.key, Installation::kTerminalId,
                                           "1122334455667788", Questions::now()};
    EXPECT_EQ(said(m_questions.open(exchange(
                  "POST", "/v1/captures", protocol::sign(capture, m_questions.signer()).value()))),
              "approved");
    EXPECT_EQ(state(configured.order), "paid");
}

TEST_F(PayingTest, ADeclineAndAnUndoGiveTheOrderBack) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    const auto id = order();
    m_network.setScript(purchasesWith("51"));
    auto asked = paymentOf(machine, id);
    EXPECT_EQ(said(send(machine, asked)), "declined");
    EXPECT_EQ(state(id), "open");
    EXPECT_EQ(said(capture(machine, asked.key)), "declined");

    m_network.setScript(purchasesWith("00"));
    asked = paymentOf(machine, id);
    EXPECT_EQ(said(send(machine, asked)), "approved");
    EXPECT_EQ(said(takeBack(machine, asked.key)), "undone");
    EXPECT_EQ(state(id), "open");
    EXPECT_EQ(said(capture(machine, asked.key)), "undone") << "too late";
    EXPECT_EQ(state(id), "open");

    m_network.setScript(purchasesWith(""));
    asked = paymentOf(machine, id);
    const auto silent = said(send(machine, asked));
    EXPECT_TRUE(silent == "undoing" || silent == "undone") << silent;
    EXPECT_EQ(state(id), "open");

    m_network.setScript(purchasesWith("00"));
    asked = paymentOf(other, id);
    EXPECT_EQ(said(send(other, asked)), "approved");
    EXPECT_EQ(said(capture(other, asked.key)), "approved");
    EXPECT_EQ(state(id), "paid");
}

TEST_F(PayingTest, AnUndoWhileTheNetworkIsAskedGivesItBackAtOnce) {
    const auto machine = paying("chip");
    const auto id = order();
    m_network.setScript(purchasesWith(""));
    const auto asked = paymentOf(machine, id);
    const auto body = seal(machine, asked);
    auto running = std::async(std::launch::async, [&] { return postAuthorisation(body); });
    ASSERT_TRUE(m_network.waitFor("0200", 1));
    EXPECT_EQ(state(id), "paying");
    EXPECT_EQ(said(capture(machine, asked.key)), "pending") << "not captured";
    EXPECT_EQ(said(takeBack(machine, asked.key)), "undone");
    EXPECT_EQ(state(id), "open");
    running.get();
    EXPECT_EQ(state(id), "open");
}

TEST_F(PayingTest, TheSameAgainRunsOnceAndTheKeyHoldsForOneOrder) {
    const auto machine = paying("chip");
    const auto id = order("A-1"), other = order("A-2");
    const auto asked = paymentOf(machine, id);
    ASSERT_EQ(said(send(machine, asked)), "approved");
    const auto answer = m_answer;
    EXPECT_EQ(said(send(machine, asked)), "approved");
    EXPECT_EQ(m_answer, answer);
    auto changed = paymentOf(machine, other);
    changed.key = asked.key;
    changed.time = asked.time;
    EXPECT_EQ(said(send(machine, changed)), "request.key_reused");
    changed.order.clear();
    changed.merchantId = Installation::kMerchantId;
    EXPECT_EQ(said(send(machine, changed)), "request.key_reused");
    EXPECT_EQ(state(other), "open");
    EXPECT_EQ(m_network.received("0200").size(), 1U);
}

TEST_F(PayingTest, ACapturedPaymentIsNotUndone) {
    const auto machine = paying("chip");
    const auto id = order();
    const auto asked = paymentOf(machine, id);
    ASSERT_TRUE(send(machine, asked) && capture(machine, asked.key));
    EXPECT_EQ(said(takeBack(machine, asked.key)), "undo.not_possible");
    EXPECT_EQ(state(id), "paid");
    EXPECT_TRUE(m_network.received("0400").empty());
}

TEST_F(PayingTest, OfCaptureAndUndoAtOnceOneWins) {
    const auto machine = paying("chip");
    int paid = 0;
    for (int i = 0; i < 20; ++i) {
        const auto id = order("A-" + std::to_string(i));
        const auto asked = paymentOf(machine, id);
        ASSERT_EQ(said(send(machine, asked)), "approved");
        auto undone =
            std::async(std::launch::async, [&] { return said(takeBack(machine, asked.key)); });
        auto captured =
            std::async(std::launch::async, [&] { return said(capture(machine, asked.key)); });
        const auto undo = undone.get(), capture = captured.get();
        if (state(id) == "paid") {
            ++paid;
            EXPECT_EQ(undo, "undo.not_possible");
            EXPECT_EQ(capture, "approved");
        } else {
            EXPECT_EQ(state(id), "open");
            EXPECT_EQ(undo, "undone");
            EXPECT_TRUE(capture == "undoing" || capture == "undone") << capture;
        }
    }
    EXPECT_EQ(m_network.received("0400").size(), static_cast<std::size_t>(20 - paid));
}

TEST_F(PayingTest, OnlyAPaymentOfAnOrderIsCaptured) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    const auto sale = payment(machine);
    ASSERT_EQ(said(send(machine, sale)), "approved");
    EXPECT_EQ(said(capture(machine, sale.key)), "not_found");
    const auto asked = paymentOf(machine, order());
    ASSERT_EQ(said(send(machine, asked)), "approved");
    EXPECT_EQ(said(capture(other, asked.key)), "not_found") << "another terminal's";
    auto spoiled = captureBody(machine, asked.key);
    spoiled[spoiled.size() - 10] = spoiled[spoiled.size() - 10] == 'A' ? 'B' : 'A';
    EXPECT_EQ(said(m_questions.open(exchange("POST", "/v1/captures", spoiled))),
              "permission.denied");
    setStanding(kTerminal, backend::TerminalStanding::Suspended);
    EXPECT_EQ(said(capture(machine, asked.key)), "terminal.suspended");
}

TEST_F(PayingTest, AnExpiryWaitsForThePayment) {
    const auto machine = paying("chip");
    const auto late = order("A-1"), ended = order("A-2"), lost = order("A-3");
    std::vector<protocol::AuthorisationRequest> asked;
    for (const auto& id : {late, ended, lost}) {
        asked.push_back(paymentOf(machine, id));
        ASSERT_EQ(said(send(machine, asked.back())), "approved");
    }
    EXPECT_EQ(m_shop->post("/v1/orders/" + ended + "/expire").text("state"), "paying");
    EXPECT_EQ(m_shop->post("/v1/orders/" + lost + "/expire").text("state"), "paying");
    EXPECT_EQ(said(capture(machine, asked[1].key)), "approved");
    EXPECT_EQ(state(ended), "paid");
    EXPECT_EQ(said(takeBack(machine, asked[2].key)), "undone");
    EXPECT_EQ(state(lost), "expired");
    EXPECT_EQ(state(late), "paying");
}

TEST_F(PayingTest, ATerminalAsksForTheOrder) {
    const auto machine = paying("chip");
    const auto made = m_shop->create("A-1");
    const auto ask = [&](const std::string& id) {
        const auto reply = exchange("POST", "/v1/orders/question",
                                    machine.signText(protocol::encode(
                                        protocol::OrderQuestion{kTerminal, id, machine.now()})));
        return reply->status == 200
                   ? reply->body
                   : std::string(describe(protocol::decodeError(reply->body).code).name);
    };
    EXPECT_EQ(ask(made.text("id")), made.text("signed"));
    EXPECT_EQ(ask(Questions::newKey()), "not_found");
    m_shop->post("/v1/orders/" + made.text("id") + "/expire");
    EXPECT_EQ(ask(made.text("id")), "order.expired");
    EXPECT_EQ(exchange("POST", "/v1/orders/question", "nothing")->status, 400);
    EXPECT_EQ(exchange("GET", "/v1/orders/question")->status, 405);
}

}  // namespace
}  // namespace tappay::test
