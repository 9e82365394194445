#include <gtest/gtest.h>

#include <set>
#include <string>

#include "iso8583/fields.h"

namespace tappay::iso8583 {
namespace {

TEST(Answers, ReadsTheResponseCode) {
    for (const char* code : {"00", "11", "16", "A2", "A4", "A5", "A6"})
        EXPECT_EQ(answerOf(code), Answer::Approved) << code;
    EXPECT_EQ(answerOf("10"), Answer::ApprovedPartially);
    for (const char* code : {"04", "07", "33", "34", "35", "36", "37", "38", "41", "43", "67"})
        EXPECT_EQ(answerOf(code), Answer::CaptureCard) << code;
    for (const char* code : {"22", "77", "99", "A0", "A7"})
        EXPECT_EQ(answerOf(code), Answer::SignOnAgain) << code;
    for (const char* code : {"01", "05", "12", "25", "51", "55", "75", "91", "96", "A1", "A3"})
        EXPECT_EQ(answerOf(code), Answer::Declined) << code;
}

TEST(Answers, UnknownCodesDecline) {
    for (const char* code : {"", "0", "000", "ZZ", "a2", "  ", "88"})
        EXPECT_EQ(answerOf(code), Answer::Declined) << code;
}

TEST(Answers, NeverSaysThatACardIsReportedLostOrSuspected) {
    const auto refusal = adviceOf("05");
    for (const char* code : {"01", "02", "04", "07", "34", "35", "36", "37", "41", "43", "59", "62",
                             "63", "66", "67", "93", "ZZ"})
        EXPECT_EQ(adviceOf(code), refusal) << code;
    for (int i = 0; i < 100; ++i) {
        const std::string code = {static_cast<char>('0' + i / 10), static_cast<char>('0' + i % 10)};
        for (const char* word :
             {"lost", "stolen", "fraud", "suspect", "capture", "pick up", "retain"})
            EXPECT_EQ(adviceOf(code).find(word), std::string_view::npos) << code;
    }
}

TEST(Answers, TellsWhatThePersonCanChange) {
    EXPECT_NE(adviceOf("51"), adviceOf("05"));
    EXPECT_NE(adviceOf("55"), adviceOf("75"));
    EXPECT_EQ(adviceOf("54"), adviceOf("33"));
    EXPECT_EQ(adviceOf("00"), adviceOf("11"));
}

}  // namespace
}  // namespace tappay::iso8583
