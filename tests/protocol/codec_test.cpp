#include "protocol/codec.h"

#include <gtest/gtest.h>

namespace tappay::protocol {
namespace {

constexpr const char* kKey = "01936b2e-7c00-7abc-8def-0123456789ab";
constexpr const char* kTime = "2026-11-22T08:00:00.000Z";

AuthorisationRequest authorisation() {
    AuthorisationRequest request;
    request.key = kKey;
    request.terminalId = "10000001";
    request.merchantId = "898310054110001";
    request.amount = parseMoney("12.34", currencyByAlpha("CNY").value()).value();
    request.entryMode = "052";
    request.sequence = 17;
    request.time = kTime;
    return request;
}

PaymentAnswer answer() {
    PaymentAnswer answer;
    answer.key = kKey;
    answer.terminalId = "10000001";
    answer.state = PaymentState::Approved;
    answer.amount = authorisation().amount;
    answer.responseCode = "00";
    answer.authCode = "203817";
    answer.reference = "832615000412";
    answer.stan = "000412";
    answer.batch = "000001";
    answer.time = kTime;
    answer.acquirerId = "48021000";
    answer.issuerName = "Test Bank";
    answer.icc = fromHex("910A546AD9E800FD23A93030").value();
    return answer;
}

std::string with(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from << " in " << text;
    return text.replace(at, from.size(), to);
}

TEST(Codec, AuthorisationComesBackWithoutItsCard) {
    const auto json = encode(authorisation(), "a.b.c.d.e");
    EXPECT_EQ(json,
              R"({"amount":"12.34","currency":"CNY","entryMode":"052",)"
              R"("key":"01936b2e-7c00-7abc-8def-0123456789ab","merchantId":"898310054110001",)"
              R"("sealed":"a.b.c.d.e","sequence":17,"terminalId":"10000001",)"
              R"("time":"2026-11-22T08:00:00.000Z","type":"authorisation"})");
    auto received = decodeAuthorisation(json);
    ASSERT_TRUE(received) << received.error().detail;
    EXPECT_EQ(received->sealed, "a.b.c.d.e");
    EXPECT_EQ(encode(received->request, received->sealed), json);
}

TEST(Codec, WhatIsUnusualTravelsOnlyWhenThereIsAny) {
    auto request = authorisation();
    EXPECT_EQ(encode(request, "a.b.c.d.e").find("risk"), std::string::npos);
    request.risk = "counter_not_new,slow_answers";
    const auto json = encode(request, "a.b.c.d.e");
    const auto received = decodeAuthorisation(json);
    ASSERT_TRUE(received) << received.error().detail;
    EXPECT_EQ(received->request.risk, request.risk);
    for (const char* const wrong : {"", "A", "a b", "4"})
        EXPECT_FALSE(decodeAuthorisation(with(json, request.risk, wrong))) << wrong;
}

TEST(Codec, AuthorisationIsReadStrictly) {
    const auto json = encode(authorisation(), "a.b.c.d.e");
    const struct {
        const char *from, *to;
        FailureCode code = FailureCode::InputMalformed;
    } cases[] = {
        {R"("12.34")", R"("12.345")"},
        {R"("12.34")", R"("-12.34")"},
        {R"("12.34")", "12.34"},
        {R"("12.34")", R"("0.00")", FailureCode::AmountInvalid},
        {R"("12.34")", R"("99999999999999.00")"},
        {R"("CNY")", R"("CNX")"},
        {R"("052")", R"("012")"},
        {R"("sequence":17)", R"("sequence":1.5)"},
        {R"("sequence":17)", R"("sequence":-1)"},
        {R"("sequence":17)", R"("sequence":4294967296)"},
        {R"("sequence":17)", R"("sequence":"17")"},
        {R"("10000001")", R"("1000001")"},
        {R"("10000001")", R"("1000\u00e9001")"},
        {R"("898310054110001")", R"("89831005411000")"},
        {R"("authorisation")", R"("undo")"},
        {R"("type":"authorisation")", R"("typ":"authorisation")"},
        {"01936b2e-", "01936b2e"},
        {"08:00:00.000Z", "08:00:00Z"},
        {R"("sealed":"a.b.c.d.e")", R"("sealed":"")"},
        {"{", "[{"},
        {"CNY", "\xFF\xFE"},
    };
    for (const auto& item : cases) {
        auto received = decodeAuthorisation(with(json, item.from, item.to));
        ASSERT_FALSE(received) << item.to;
        EXPECT_EQ(received.error().code, item.code) << item.to << received.error().detail;
    }
    EXPECT_EQ(decodeAuthorisation(with(json, R"("sequence":17,)", "")).error().detail,
              "sequence is missing");
    EXPECT_TRUE(decodeAuthorisation(with(json, "{", R"({"newer":{"x":1},)")))
        << "a newer peer may say more";
}

TEST(Codec, UndoAndStatusComeBack) {
    for (const auto reason :
         {UndoReason::NoAnswer, UndoReason::AnswerInvalid, UndoReason::CardDeclined,
          UndoReason::TerminalRestart, UndoReason::Merchant}) {
        const auto json = encode(UndoRequest{kKey, "10000001", reason, kTime});
        auto undo = decodeUndo(json);
        ASSERT_TRUE(undo) << json;
        EXPECT_EQ(undo->reason, reason);
        EXPECT_EQ(encode(*undo), json);
        EXPECT_FALSE(decodeStatus(json));
        EXPECT_FALSE(decodeUndo(with(json, nameOf(reason), "because")));
    }
    const auto json = encode(StatusQuestion{kKey, "10000001", kTime});
    auto question = decodeStatus(json);
    ASSERT_TRUE(question);
    EXPECT_EQ(encode(*question), json);
}

TEST(Codec, AnswerComesBack) {
    auto full = answer();
    full.asked = kTime;
    const auto json = encode(full);
    auto decoded = decodeAnswer(json);
    ASSERT_TRUE(decoded) << decoded.error().detail;
    EXPECT_EQ(encode(*decoded), json);
    EXPECT_EQ(decoded->icc, full.icc);
    EXPECT_EQ(decoded->amount, full.amount);
    EXPECT_EQ(decoded->asked, kTime);
    EXPECT_FALSE(decoded->captured);
    EXPECT_FALSE(decodeAnswer(with(json, "approved", "fine")));
    EXPECT_FALSE(decodeAnswer(with(json, "910A", "910")));
    EXPECT_FALSE(decodeAnswer(with(json, R"("amount":"12.34",)", "")));
}

TEST(Codec, AnswerTellsOfAnOrderThatItIsPaid) {
    auto captured = answer();
    captured.captured = true;
    const auto json = encode(captured);
    EXPECT_TRUE(json.contains(R"("order":"paid")")) << json;
    ASSERT_TRUE(decodeAnswer(json));
    EXPECT_TRUE(decodeAnswer(json)->captured);
    EXPECT_FALSE(decodeAnswer(with(json, R"("order":"paid")", R"("order":"open")")));
    EXPECT_FALSE(decodeAnswer(with(json, R"("order":"paid")", R"("order":true)")));
}

TEST(Codec, AnswerWithoutPaymentHasNoAmount) {
    PaymentAnswer unknown;
    unknown.key = kKey;
    unknown.terminalId = "10000001";
    unknown.time = kTime;
    const auto json = encode(unknown);
    EXPECT_EQ(json.find("amount"), std::string::npos);
    auto decoded = decodeAnswer(json);
    ASSERT_TRUE(decoded) << decoded.error().detail;
    EXPECT_EQ(decoded->state, PaymentState::NotFound);
}

TEST(Codec, ErrorsCarryFailureNames) {
    const Failure failure{FailureCode::KeyReused, "other \"contents\""};
    EXPECT_EQ(encodeError(failure),
              R"({"error":{"code":"request.key_reused","detail":"other \"contents\""}})");
    EXPECT_EQ(decodeError(encodeError(failure)), failure);
    EXPECT_EQ(decodeError("<html>").code, FailureCode::Internal);
    EXPECT_EQ(decodeError(R"({"error":{"code":"new.one"}})").code, FailureCode::Internal);
}

}  // namespace
}  // namespace tappay::protocol
