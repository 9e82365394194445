#include <gtest/gtest.h>

#include "emv/trial.h"

// EMV Book 3, 10.9 and 10.11: with, without and against the issuer.
namespace tappay::emv::test {
namespace {

TEST(OnlineProcessing, DeclinedByTheIssuer) {
    for (const char* code : {"51", "05", "01", "55"}) {
        Trial trial;
        trial.host.answer = HostAnswer{false, code, {}, {}};
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, Decision::DeclinedByHost);
        EXPECT_EQ(outcome.reason->code, FailureCode::Declined);
        EXPECT_EQ(outcome.responseCode, code);
        EXPECT_TRUE(outcome.hostAsked);
        EXPECT_FALSE(outcome.hostApproved);
        EXPECT_TRUE(trial.card.wasAsked("80AE00001F" + toHex(asBytes(code)))) << "8A to the card";
    }
}

TEST(OnlineProcessing, DeclinedByTheIssuerEvenWhenTheCardIsGone) {
    Trial trial;
    trial.host.answer = HostAnswer{false, "51", {}, {}};
    trial.card.tear("80AE00");
    EXPECT_EQ(trial.run().decision, Decision::DeclinedByHost);
}

// Whom the card shall answer to chooses the number, and the terminal draws none.
TEST(OnlineProcessing, AnInquiryAnswersToTheNumberThatWasGiven) {
    Trial trial;
    trial.transaction = {Money{0, trial.parameters.terminal.currency}, 0x31, true, 1,
                         std::array<std::uint8_t, 4>{0xDE, 0xAD, 0xBE, 0xEF}};
    const Outcome outcome = trial.run();
    EXPECT_EQ(toHex(outcome.unpredictableNumber), "DEADBEEF");
    EXPECT_TRUE(outcome.hostAsked);
    for (const char* object : {"9F3704DEADBEEF", "9C0131", "9F0206000000000000"})
        EXPECT_NE(trial.host.icc.find(object), std::string::npos) << object;
}

TEST(OnlineProcessing, UnableToGoOnline) {
    struct Case {
        const char* tacDefault;
        const char* p1;
        const char* code;
        Decision decision;
    };
    for (const auto& [tacDefault, p1, code, decision] :
         std::vector<Case>{{"8000000000", "00", "Z3", Decision::Ended},
                           {"7FFFFB7FFF", "40", "Y3", Decision::ApprovedOffline}}) {
        Trial trial;
        trial.application().tacDefault = actionCode(tacDefault);
        trial.host.answer = fail(FailureCode::HostUnreachable);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, decision);
        EXPECT_EQ(outcome.responseCode, code);
        EXPECT_TRUE(trial.card.wasAsked(std::string("80AE") + p1 + "001F" + toHex(asBytes(code))));
        EXPECT_TRUE(outcome.hostAsked);
        if (decision == Decision::Ended) {
            EXPECT_EQ(outcome.reason->code, FailureCode::HostUnreachable);
        }
    }
}

TEST(OnlineProcessing, UnableToGoOnlineAndTheCardRefuses) {
    Trial trial;
    trial.application().tacDefault = {};
    trial.host.answer = fail(FailureCode::HostUnreachable);
    trial.card.on("80AE40", cryptogramAnswer("00"));
    const Outcome refused = trial.run();
    EXPECT_EQ(refused.decision, Decision::DeclinedByCard);
    EXPECT_EQ(refused.reason->code, FailureCode::CardDeclined);
    Trial torn;
    torn.application().tacDefault = {};
    torn.host.answer = fail(FailureCode::HostUnreachable);
    torn.card.tear("80AE40");
    EXPECT_EQ(torn.run().reason->code, FailureCode::CardRemoved);
}

// Where the money is is not known: the card is told to refuse, and the reason stays what it was.
TEST(OnlineProcessing, UnknownResultNeverApproves) {
    for (const FailureCode code :
         {FailureCode::HostTimeout, FailureCode::HostAnswerInvalid, FailureCode::HostRefused,
          FailureCode::JournalUnavailable, FailureCode::Cancelled}) {
        for (const bool torn : {false, true}) {
            Trial trial;
            trial.application().tacDefault = {};
            trial.host.answer = fail(code);
            if (torn) trial.card.tear("80AE00");
            const Outcome outcome = trial.run();
            EXPECT_EQ(outcome.decision, Decision::Ended);
            EXPECT_EQ(outcome.reason->code, code);
            EXPECT_TRUE(outcome.hostAsked);
            EXPECT_FALSE(outcome.hostApproved);
            EXPECT_EQ(outcome.responseCode, "Z3");
            EXPECT_TRUE(trial.card.wasAsked("80AE00"));
            EXPECT_FALSE(trial.card.wasAsked("80AE40"));
        }
    }
}

TEST(OnlineProcessing, ResponseCodeOfWrongLengthIsNoAnswer) {
    for (const char* code : {"", "0", "000"}) {
        Trial trial;
        trial.host.answer = HostAnswer{true, code, {}, {}};
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, Decision::Ended);
        EXPECT_EQ(outcome.reason->code, FailureCode::HostAnswerInvalid);
        EXPECT_FALSE(trial.card.wasAsked("80AE40"));
    }
}

TEST(OnlineProcessing, StopIsHeardAtEachStepBeforeTheIssuerIsAsked) {
    for (const Step step : {Step::Selecting, Step::Reading, Step::Authenticating, Step::CardRead}) {
        Trial trial;
        trial.cardholder.onStep = [&](Step now) {
            if (now == step) trial.stop.request_stop();
        };
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, Decision::Ended);
        EXPECT_EQ(outcome.reason->code, FailureCode::Cancelled);
        EXPECT_FALSE(outcome.hostAsked);
        EXPECT_EQ(trial.host.asked, 0);
    }
}

TEST(OnlineProcessing, StopDuringTheFirstCryptogramIsInTime) {
    Trial trial;
    trial.card.on("80AE80", [&](const apdu::Command&) {
        trial.stop.request_stop();
        return apdu::parseResponse(*fromHex(cryptogramAnswer("80")));
    });
    EXPECT_EQ(trial.run().reason->code, FailureCode::Cancelled);
    EXPECT_EQ(trial.host.asked, 0);
}

TEST(OnlineProcessing, StopIsNotHeardOnceTheIssuerIsAsked) {
    Trial trial;
    trial.host.onAsk = [&] { trial.stop.request_stop(); };
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOnline);
}

TEST(OnlineProcessing, IssuerAuthentication) {
    struct Case {
        const char* aip;
        const char* data;    // 91
        const char* status;  // of EXTERNAL AUTHENTICATE
        bool sent;
        const char* tvr;  // octet 5
        bool performed;   // TSI
    };
    for (const auto& [aip, data, status, sent, tvr, performed] : std::vector<Case>{
             {"1C00", "546AD9E800FD23A93030", "9000", true, "00", true},
             {"1C00", "546AD9E800FD23A93030", "6300", true, "40", true},
             {"1C00", "546AD9E800FD23A93030", "6985", true, "40", true},
             {"1C00", "546AD9E800FD23", "9000", false, "40", true},  // too short to be sent
             {"1C00", "0102030405060708090A0B0C0D0E0F1011", "9000", false, "40", true},
             {"1C00", "", "9000", false, "00", false},
             {"1800", "546AD9E800FD23A93030", "9000", false, "00", false},
         }) {
        Trial trial;
        trial.card.setProfile(aip);
        trial.card.put(tag::kCdol2, "8A0291109F3704");
        trial.card.on("0082", status);
        trial.host.answer->issuerAuthentication = *fromHex(data);
        const Outcome outcome = trial.run();
        EXPECT_EQ(trial.card.wasAsked("0082"), sent) << aip << " " << data;
        EXPECT_EQ(toHex(outcome.tvr).substr(8, 2), tvr) << aip << " " << data << " " << status;
        EXPECT_EQ((outcome.tsi[0] & 0x10) != 0, performed);
        EXPECT_EQ(outcome.decision, Decision::ApprovedOnline) << "the card decides";
    }
}

TEST(OnlineProcessing, IssuersProofThroughCdol2) {
    Trial trial;
    trial.card.setProfile("1800");
    trial.card.put(tag::kCdol2, "8A02910A");
    trial.host.answer->issuerAuthentication = *fromHex("546AD9E800FD23A93030");
    (void)trial.run();
    EXPECT_EQ(trial.card.lastAsked("80AE40"), "80AE40000C3030546AD9E800FD23A9303000");
}

TEST(OnlineProcessing, CardLostAtExternalAuthenticate) {
    Trial trial;
    trial.card.tear("0082");
    trial.host.answer->issuerAuthentication = *fromHex("546AD9E800FD23A93030");
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::Ended);
    EXPECT_EQ(outcome.reason->code, FailureCode::CardRemoved);
    EXPECT_TRUE(outcome.hostApproved);
}

TEST(OnlineProcessing, RequestsThatCanNotBe) {
    Trial negative;
    negative.transaction.amount.minor = -1;
    EXPECT_EQ(negative.run().reason->code, FailureCode::AmountInvalid);
    Trial huge;
    huge.transaction.amount.minor = Money::kMax + 1;
    EXPECT_EQ(huge.run().reason->code, FailureCode::AmountInvalid);
    Trial foreign;
    foreign.transaction.amount.currency = *currencyByAlpha("JPY");
    EXPECT_EQ(foreign.run().reason->code, FailureCode::CurrencyUnsupported);
    Trial empty;
    empty.parameters.aids.clear();
    EXPECT_EQ(empty.run().reason->code, FailureCode::NotConfigured);
    EXPECT_TRUE(empty.card.heard.empty());
}

TEST(OnlineProcessing, LargestAmount) {
    Trial trial;
    trial.transaction.amount.minor = Money::kMax;
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOnline);
    EXPECT_NE(trial.host.icc.find("9F0206999999999999"), std::string::npos);
}

}  // namespace
}  // namespace tappay::emv::test
