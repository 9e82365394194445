#include "protocol/parameters.h"

#include <gtest/gtest.h>

#include "protocol/sign_on.h"

namespace tappay::protocol {
namespace {

constexpr const char* kTime = "2026-11-22T08:00:00.000Z";

TEST(Parameters, QuestionAndAnswerComeBack) {
    EXPECT_EQ(
        encode(decodeParametersQuestion(encode(ParametersQuestion{"10000001", 0, kTime})).value()),
        R"({"terminalId":"10000001","time":"2026-11-22T08:00:00.000Z",)"
        R"("type":"parameters_question","version":0})");
    ParametersAnswer answer{"10000001", 3, "test", R"({"aids":[]})", kTime, kTime};
    EXPECT_EQ(decodeParametersAnswer(encode(answer))->contents, answer.contents);
    EXPECT_EQ(decodeParametersAnswer(encode(answer))->profile, "test");
    answer.contents.clear();
    EXPECT_EQ(decodeParametersAnswer(encode(answer))->contents, "");
}

TEST(Parameters, WhatIsWrongIsNamed) {
    const auto problem = [](const ParametersAnswer& answer) {
        const auto read = decodeParametersAnswer(encode(answer));
        return read ? std::string() : read.error().detail;
    };
    const ParametersAnswer right{"10000001", 3, "test", "{}", kTime, kTime};
    EXPECT_EQ(problem(right), "");
    auto wrong = right;
    wrong.version = 0;
    EXPECT_EQ(problem(wrong), "version is wrong");
    wrong = right;
    wrong.profile = "both";
    EXPECT_EQ(problem(wrong), "profile is wrong");
    wrong = right;
    wrong.contents = std::string(kLargestParameters + 1, ' ');
    EXPECT_EQ(problem(wrong), "contents is wrong");
    wrong = right;
    wrong.asked = "yesterday";
    EXPECT_EQ(problem(wrong), "asked is wrong");
    wrong = right;
    wrong.terminalId = "1";
    EXPECT_EQ(problem(wrong), "terminalId is wrong");
}

TEST(Parameters, ASignOnMaySayWhenAMasterKeyIsDue) {
    SignedOn signedOn{"10000001",
                      "01936b2e-7c00-7abc-8def-0123456789ab",
                      1,
                      {crypto::Curve::P256, Bytes(64, 0)},
                      "D0144P0AB00N0000" + std::string(128, 'A'),
                      0,
                      "000001",
                      kTime,
                      kTime};
    EXPECT_EQ(decodeSignedOn(encode(signedOn))->keyRenewal, "");
    signedOn.keyRenewal = kTime;
    EXPECT_EQ(decodeSignedOn(encode(signedOn))->keyRenewal, kTime);
    signedOn.keyRenewal = "soon";
    EXPECT_EQ(decodeSignedOn(encode(signedOn)).error().detail, "keyRenewal is wrong");
}

}  // namespace
}  // namespace tappay::protocol
