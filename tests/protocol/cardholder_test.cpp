#include "protocol/cardholder.h"

#include <gtest/gtest.h>

#include "protocol/expect_strict.h"

namespace tappay::protocol {
namespace {

constexpr const char* kTime = "2026-11-22T08:00:00.000Z";
constexpr const char* kId = "01936b2e-7c00-7abc-8def-0123456789ab";

Currency yuan() {
    return currencyByAlpha("CNY").value();
}

CardProof proof() {
    return {"10000001", Bytes(32, 0xA5), kId, "AAAAAQ", kId, "072", "UnionPay Debit", kTime};
}

CardholderQuestion question(CardholderWish wish) {
    CardholderQuestion question{"10000001", wish, kTime};
    if (wish == CardholderWish::Unbind || wish == CardholderWish::Payment) question.card = kId;
    if (wish == CardholderWish::RemoveDevice) question.device = kId;
    if (wish == CardholderWish::Payment) question.order = kId;
    if (wish == CardholderWish::Limits)
        question.limits = {Money{50'000, yuan()}, std::nullopt, yuan()};
    return question;
}

CardholderAnswer answer() {
    CardholderFacts account;
    account.id = kId;
    account.since = kTime;
    account.cards = {{kId, "622848*********8901", "UnionPay Debit", kTime, ""}};
    account.devices = {{kId, "10000001", kTime, kTime}};
    account.limits = {Money{50'000, yuan()}, Money{100'000, yuan()}, yuan()};
    account.notices = {{kTime, "card_bound", "622848*********8901"}};
    return {"10000001", account, kTime, kTime};
}

TEST(Cardholder, TheNumberStandsForOneChallengeAtOneTerminal) {
    // SHA-256 of 32 times A5 and "10000001", by another program.
    EXPECT_EQ(toHex(challengedNumber(Bytes(32, 0xA5), "10000001")), "EF633C0A");
    EXPECT_NE(challengedNumber(Bytes(32, 0xA5), "10000002"),
              challengedNumber(Bytes(32, 0xA5), "10000001"));
}

TEST(Cardholder, MessagesComeBackAsTheyWere) {
    const auto challenge = decodeCardholderChallenge(
        encode(CardholderChallenge{"10000001", Bytes(32, 0x11), kTime, kTime, kTime}));
    EXPECT_EQ(challenge->challenge, Bytes(32, 0x11));
    const auto proven = decodeCardProof(encode(proof()));
    EXPECT_EQ(proven->label, "UnionPay Debit");
    EXPECT_EQ(proven->entryMode, "072");
    EXPECT_EQ(proven->challenge, proof().challenge);
    const auto limits = decodeCardholderQuestion(encode(question(CardholderWish::Limits)))->limits;
    EXPECT_EQ(limits.payment, (Money{50'000, yuan()}));
    EXPECT_FALSE(limits.day);
    const auto account = decodeCardholderAnswer(encode(answer()))->account;
    EXPECT_EQ(encode(account), encode(answer().account));
    EXPECT_EQ(account.cards.front().until, "");
    const auto exported =
        decodeCardholderExport(encode(CardholderExport{"10000001", R"({"a":1})", kTime, kTime}));
    EXPECT_EQ(exported->data, R"({"a":1})");
}

TEST(Cardholder, EachWishHasItsOwnMembers) {
    using enum CardholderWish;
    const std::pair<CardholderWish, std::vector<std::string>> wishes[] = {
        {Show, {}},
        {Unbind, {"card"}},
        {RemoveDevice, {"device"}},
        {Limits, {"payment", "day", "currency"}},
        {Export, {}},
        {Delete, {}},
        {Payment, {"card", "order"}}};
    for (const auto& [wish, members] : wishes) {
        const auto object =
            QJsonDocument::fromJson(QByteArray::fromStdString(encode(question(wish)))).object();
        EXPECT_EQ(object.size(), static_cast<qsizetype>(4 + members.size())) << nameOf(wish);
        for (const auto& member : members)
            EXPECT_TRUE(object.contains(QString::fromStdString(member))) << member;
        expectStrict(encode(question(wish)), decodeCardholderQuestion);
        EXPECT_EQ(decodeCardholderQuestion(encode(question(wish)))->wish, wish);
    }
}

TEST(Cardholder, CodecsAreStrict) {
    expectStrict(encode(CardholderChallengeQuestion{"10000001", kTime}),
                 decodeCardholderChallengeQuestion);
    expectStrict(encode(CardholderChallenge{"10000001", Bytes(32, 1), kTime, kTime, kTime}),
                 decodeCardholderChallenge);
    expectStrict(encode(proof()), decodeCardProof, {"label = {\"v\":\"UnionPay"});
    expectStrict(encode(CardholderExport{"10000001", R"({"a":1})", kTime, kTime}),
                 decodeCardholderExport, {"data.", "data = {\"v\":{}}"});
    // None and several may be so.
    expectStrict(encode(answer()), decodeCardholderAnswer,
                 {"cards = {\"v\":[]}", "cards = {\"v\":[{", "devices = {\"v\":[]}",
                  "devices = {\"v\":[{", "notices = {\"v\":[]}", "notices = {\"v\":[{"});
}

TEST(Cardholder, WhatIsShownCanBeShown) {
    const auto refusal = [](auto change) {
        auto changed = answer();
        change(changed.account);
        const auto read = decodeCardholderAnswer(encode(changed));
        return read ? std::string() : read.error().detail;
    };
    EXPECT_EQ(refusal([](CardholderFacts&) {}), "");
    EXPECT_EQ(refusal([](CardholderFacts& it) { it.cards[0].pan = "6228480000000008901"; }),
              "cards[0].pan is wrong");
    EXPECT_EQ(refusal([](CardholderFacts& it) { it.cards[0].pan = "62284800*******8901"; }),
              "cards[0].pan is wrong");
    EXPECT_EQ(refusal([](CardholderFacts& it) { it.cards[0].label = "a\u202Eb"; }),
              "cards[0].label is wrong");
    EXPECT_EQ(refusal([](CardholderFacts& it) { it.cards[0].until = "never"; }),
              "cards[0].until is wrong");
    EXPECT_EQ(refusal([](CardholderFacts& it) { it.notices[0].detail = "a\nb"; }),
              "notices[0].detail is wrong");
    EXPECT_EQ(refusal([](CardholderFacts& it) { it.since.clear(); }), "since is wrong");
    EXPECT_EQ(refusal([](CardholderFacts& it) { it.notices.resize(101, it.notices[0]); }),
              "notices is wrong");
}

TEST(Cardholder, AComputerWithoutAnAccountIsToldSo) {
    const auto none =
        decodeCardholderAnswer(encode(CardholderAnswer{"10000001", {}, kTime, kTime}));
    ASSERT_TRUE(none) << none.error().detail;
    EXPECT_EQ(none->account.id, "");
}

}  // namespace
}  // namespace tappay::protocol
