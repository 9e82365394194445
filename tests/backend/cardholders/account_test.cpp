#include <fstream>
#include <sstream>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

#include "backend/card_vault.h"
#include "backend/cardholders/cardholders_test.h"

// Accounts, their cards, computers and limits: docs/protocol.md, "Cardholders".
namespace tappay::test {
namespace {

using Words = std::vector<std::string>;

class AccountTest : public CardholdersTest {
protected:
    // What the records' files hold, the write-ahead log included.
    std::string filesOfRecords() {
        std::ostringstream all;
        for (const char* end : {"", "-wal"})
            all << std::ifstream(m_installation.config().database.string() + end, std::ios::binary)
                       .rdbuf();
        return std::move(all).str();
    }
};

TEST_F(AccountTest, TheFirstCardMakesOne) {
    const auto machine = paying("chip");
    EXPECT_EQ(codeOf(show(machine)), FailureCode::CardholderUnknown);
    EXPECT_EQ(m_status, 404);
    const auto made = add(machine);
    ASSERT_TRUE(made) << made.error().detail;
    const auto& account = made->account;
    ASSERT_EQ(account.cards.size(), 1U);
    EXPECT_EQ(account.cards[0].pan, kMasked);
    EXPECT_EQ(account.cards[0].label, "UnionPay Debit");
    EXPECT_EQ(account.cards[0].until, "");
    ASSERT_EQ(account.devices.size(), 1U);
    EXPECT_EQ(account.devices[0].terminalId, kTerminal);
    EXPECT_STREQ(account.limits.currency.alpha, "CNY");
    EXPECT_FALSE(account.limits.payment || account.limits.day);
    EXPECT_EQ(whats(*made), (Words{"card_bound", "registered"}));
    EXPECT_EQ(account.notices[0].detail, kMasked);
    const auto again = show(machine);
    EXPECT_EQ(again->account.id, account.id);
    EXPECT_EQ(again->responseCode, "");
    EXPECT_EQ(add(machine)->account.cards.size(), 1U) << "the same card once more";
    EXPECT_EQ(show(machine)->account.notices.size(), 2U);
}

TEST_F(AccountTest, ACardBringsAnotherComputerIntoItsAccount) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    const auto account = add(machine)->account.id;
    EXPECT_EQ(add(other)->account.id, account);
    const auto shown = show(machine).value();
    EXPECT_EQ(shown.account.devices.size(), 2U);
    EXPECT_EQ(whats(shown), (Words{"device_added", "card_bound", "registered"}));
    EXPECT_EQ(shown.account.notices[0].detail, kOther);
    ASSERT_TRUE(add(other, kOtherPan));
    EXPECT_EQ(show(machine)->account.cards.size(), 2U);
}

TEST_F(AccountTest, ACardOfAnotherAccountIsRefusedUntilItIsUnboundThere) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    const auto mine = add(machine)->account;
    ASSERT_TRUE(add(other, kOtherPan));
    EXPECT_EQ(codeOf(add(other)), FailureCode::PermissionDenied);
    EXPECT_EQ(m_status, 401);
    ASSERT_TRUE(unbind(machine, mine.cards[0].id));
    EXPECT_TRUE(add(other));
    EXPECT_EQ(show(other)->account.cards.size(), 2U);
}

TEST_F(AccountTest, AnUnboundCardIsHistory) {
    const auto machine = paying("chip");
    const auto card = add(machine)->account.cards[0].id;
    const auto hash = backend::CardVault(m_installation.config().lookupKey.view(), m_random)
                          .panHash(asBytes(kPan))
                          .value();
    ASSERT_NE(filesOfRecords().find(toText(hash)), std::string::npos);
    const auto after = unbind(machine, card);
    ASSERT_TRUE(after) << after.error().detail;
    ASSERT_EQ(after->account.cards.size(), 1U);
    EXPECT_NE(after->account.cards[0].until, "");
    EXPECT_EQ(whats(*after).front(), "card_unbound");
    EXPECT_EQ(filesOfRecords().find(toText(hash)), std::string::npos) << "gone at once";
    EXPECT_EQ(unbind(machine, card)->account.notices.size(), after->account.notices.size())
        << "again is nothing new";
    EXPECT_EQ(codeOf(unbind(machine, Questions::newKey())), FailureCode::NotFound);
    ASSERT_TRUE(add(machine));
    const auto cards = show(machine)->account.cards;
    ASSERT_EQ(cards.size(), 2U);
    EXPECT_EQ(cards[0].until, "") << "those that are bound first";
    EXPECT_NE(cards[0].id, card);
}

TEST_F(AccountTest, AComputerCanBeRemovedByAnother) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    ASSERT_TRUE(add(machine));
    const auto devices = add(other)->account.devices;
    const auto removed = removeDevice(machine, devices[1].id);
    ASSERT_TRUE(removed) << removed.error().detail;
    EXPECT_EQ(removed->account.devices.size(), 1U);
    EXPECT_EQ(whats(*removed).front(), "device_removed");
    EXPECT_EQ(codeOf(show(other)), FailureCode::CardholderUnknown);
    EXPECT_EQ(codeOf(removeDevice(machine, devices[1].id)), FailureCode::NotFound);
    const auto self = removeDevice(machine, devices[0].id);
    ASSERT_TRUE(self) << self.error().detail;
    EXPECT_EQ(self->account.id, "");
    EXPECT_EQ(codeOf(show(machine)), FailureCode::CardholderUnknown);
    EXPECT_EQ(add(machine)->account.notices.size(), 6U) << "the card leads back into it";
}

TEST_F(AccountTest, WithoutComputerAndCardThereIsNone) {
    const auto machine = paying("chip");
    const auto account = add(machine)->account;
    ASSERT_TRUE(unbind(machine, account.cards[0].id));
    ASSERT_TRUE(removeDevice(machine, account.devices[0].id));
    EXPECT_EQ(filesOfRecords().find(account.id), std::string::npos);
    EXPECT_NE(add(machine)->account.id, account.id);
}

TEST_F(AccountTest, ATerminalThatEnrolledAfreshIsOneComputer) {
    const auto first = paying("chip");
    const auto account = add(first)->account;
    const auto second = terminal("another");
    openSession(second, masterKey(second));
    const auto shown = add(second).value().account;
    EXPECT_EQ(shown.id, account.id);
    ASSERT_EQ(shown.devices.size(), 1U) << "the earlier key is revoked";
    EXPECT_NE(shown.devices[0].id, account.devices[0].id);
}

TEST_F(AccountTest, LimitsAreKept) {
    const auto machine = paying("chip");
    EXPECT_EQ(codeOf(limits(machine, "500.00", "")), FailureCode::CardholderUnknown);
    ASSERT_TRUE(add(machine));
    const auto set = limits(machine, "500.00", "1000.00");
    ASSERT_TRUE(set) << set.error().detail;
    EXPECT_EQ(set->account.limits.payment->minor, 50'000);
    EXPECT_EQ(set->account.limits.day->minor, 100'000);
    EXPECT_EQ(whats(*set).front(), "limits_changed");
    restart(config());
    EXPECT_EQ(show(machine)->account.limits.payment->minor, 50'000);
    const auto none = limits(machine, "", "0.00");
    EXPECT_FALSE(none->account.limits.payment);
    EXPECT_EQ(none->account.limits.day->minor, 0) << "nothing at all is a limit as well";
}

TEST_F(AccountTest, PaymentsWithItsCardsAreTold) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    ASSERT_TRUE(add(machine));
    const auto paid = payment(other);
    ASSERT_TRUE(sendPayment(seal(other, paid)));
    ASSERT_TRUE(sendPayment(seal(other, paid))) << "asked again";
    EXPECT_EQ(whats(*show(machine)), (Words{"payment", "card_bound", "registered"}));
    EXPECT_EQ(show(machine)->account.notices[0].detail, "12.34 CNY " + std::string(kMasked));
    const protocol::UndoRequest undo{paid.key, kOther, protocol::UndoReason::Merchant, other.now()};
    ASSERT_TRUE(exchange("POST", "/v1/undo", other.signText(protocol::encode(undo))));
    EXPECT_EQ(whats(*show(machine)).front(), "refund");
    m_network.setScript(NetworkPeer::answering("51"));
    ASSERT_TRUE(pay(other));
    EXPECT_EQ(show(machine)->account.notices.size(), 4U) << "a refusal is no payment";
}

TEST_F(AccountTest, WhatAShopGivesBackIsToldOnceItIsBooked) {
    const auto machine = paying("chip");
    ASSERT_TRUE(add(machine));
    const auto bought = order();
    const auto asked = paymentOf(machine, bought);
    ASSERT_EQ(said(send(machine, asked)), "approved");
    ASSERT_EQ(said(capture(machine, asked.key)), "approved");
    for (const auto& [code, reference, amount] :
         {std::array{"25", "R-1", "3.00"}, {"00", "R-2", "2.34"}, {"00", "R-3", "10.00"}}) {
        m_network.setScript(NetworkPeer::answering(code));
        ASSERT_EQ(refund(bought, reference, amount).status, 200);
        EXPECT_EQ(settledRefund(bought), code == std::string("00") ? "done" : "refused");
    }
    const auto shown = show(machine).value();
    ASSERT_EQ(whats(shown), (Words{"refund", "refund", "payment", "card_bound", "registered"}))
        << "a refused one is none";
    EXPECT_EQ(shown.account.notices[0].detail, "10.00 CNY " + std::string(kMasked));
    EXPECT_EQ(shown.account.notices[1].detail, "2.34 CNY " + std::string(kMasked));
}

TEST_F(AccountTest, EachQuestionIsGoodAtItsOwnPathAlone) {
    const auto machine = paying("chip");
    ASSERT_TRUE(add(machine));
    const auto asked = question(machine, protocol::CardholderWish::Show);
    for (const char* path : {"/v1/cardholders/delete", "/v1/cardholders/export",
                             "/v1/cardholders/limits", "/v1/cardholders/payments"})
        EXPECT_EQ(codeOf(askAccount(machine, path, asked)), FailureCode::PermissionDenied) << path;
    EXPECT_TRUE(show(machine));
}

TEST_F(AccountTest, WithoutTheCardNobodyPays) {
    const auto machine = paying("chip");
    const auto card = add(machine)->account.cards[0].id;
    auto asked = question(machine, protocol::CardholderWish::Payment);
    asked.card = card;
    asked.order = Questions::newKey();
    EXPECT_EQ(codeOf(askAccount(machine, "/v1/cardholders/payments", asked)),
              FailureCode::ConfirmationNeeded);
    EXPECT_EQ(m_status, 403);
    EXPECT_EQ(inquiries(), 1U) << "the proof's alone";
}

TEST_F(AccountTest, EverythingThatIsKeptCanBeTakenAlong) {
    const auto machine = paying("chip");
    EXPECT_EQ(codeOf(exported(machine)), FailureCode::CardholderUnknown);
    ASSERT_TRUE(add(machine));
    ASSERT_TRUE(pay(machine));
    const auto taken = exported(machine);
    ASSERT_TRUE(taken) << taken.error().detail;
    const auto data = QJsonDocument::fromJson(QByteArray::fromStdString(taken->data)).object();
    EXPECT_EQ(data["cards"].toArray().size(), 1);
    EXPECT_EQ(data["notices"].toArray().size(), 3);
    const auto payment = data["payments"].toArray()[0].toObject();
    EXPECT_EQ(payment["amount"].toString(), "12.34");
    EXPECT_EQ(payment["state"].toString(), "approved");
    EXPECT_EQ(payment["pan"].toString(), kMasked);
    EXPECT_EQ(taken->data.find(kPan), std::string::npos);
}

TEST_F(AccountTest, AfterDeletionNothingOfItIsLeftInTheFiles) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    ASSERT_TRUE(add(machine));
    ASSERT_TRUE(add(machine, kOtherPan));
    const auto account = add(other)->account;
    ASSERT_TRUE(limits(machine, "500.00", ""));
    ASSERT_TRUE(pay(other));
    Words derived{account.id,
                  "UnionPay Debit",
                  "device_added",
                  account.devices[0].id,
                  account.devices[1].id,
                  account.cards[0].id,
                  account.cards[1].id};
    const auto before = filesOfRecords();
    for (const auto& text : derived)
        ASSERT_NE(before.find(text), std::string::npos) << text;
    const auto gone = forget(machine);
    ASSERT_TRUE(gone) << gone.error().detail;
    EXPECT_EQ(gone->account.id, "");
    const auto after = filesOfRecords();
    for (const auto& text : derived)
        EXPECT_EQ(after.find(text), std::string::npos) << text;
    EXPECT_NE(after.find(kMasked), std::string::npos) << "the payment stays";
    for (const auto* asking : {&machine, &other})
        EXPECT_EQ(codeOf(show(*asking)), FailureCode::CardholderUnknown);
    EXPECT_EQ(codeOf(forget(machine)), FailureCode::CardholderUnknown);
    EXPECT_EQ(add(machine)->account.notices.size(), 2U) << "a new one";
}

TEST_F(AccountTest, TheNewestHundredNoticesStay) {
    const auto machine = paying("chip");
    ASSERT_TRUE(add(machine));
    for (int i = 0; i < 101; ++i)
        ASSERT_TRUE(limits(machine, std::to_string(i), ""));
    const auto notices = show(machine)->account.notices;
    EXPECT_EQ(notices.size(), 100U);
    EXPECT_EQ(notices.back().what, "limits_changed");
}

}  // namespace
}  // namespace tappay::test
