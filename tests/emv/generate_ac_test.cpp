#include "emv/generate_ac.h"

#include <gtest/gtest.h>

#include "crypto/hash.h"
#include "emv/trial.h"

// EMV Book 3, 6.5.5, 9.3 and 10.8.
namespace tappay::emv::test {
namespace {

TEST(GenerateAc, BothFormats) {
    for (const char* hex : {"8013800003112233445566778807010103A0000001",
                            "771F9F2701809F360200039F260811223344556677889F100807010103A0000001"}) {
        const Bytes answer = *fromHex(hex);
        const auto parsed = parseGenerateAc(answer);
        ASSERT_TRUE(parsed) << hex;
        EXPECT_EQ(parsed->type(), CryptogramType::Arqc);
        EXPECT_EQ(toHex(parsed->atc), "0003");
        EXPECT_EQ(toHex(*parsed->cryptogram), "1122334455667788");
        EXPECT_EQ(toHex(*parsed->iad), "07010103A0000001");
    }
    const Bytes shortest = *fromHex("800B4000031122334455667788");
    EXPECT_FALSE(parseGenerateAc(shortest)->iad);
}

TEST(GenerateAc, Malformed) {
    const std::string longIad = std::string(66, '0');
    for (const std::string& hex : std::vector<std::string>{
             "", "9000", "80", "800A80000311223344556677", "802C8000031122334455667788" + longIad,
             "700B8000031122334455667788",
             "77389F2701809F360200039F260811223344556677889F1021" + longIad,
             "800BC000031122334455667788",            // no such cryptogram
             "77159F360200039F26081122334455667788",  // overrun
             "77109F360200039F26081122334455667788",  // no CID
             "770F9F2701809F26081122334455667788",    // no ATC
             "77139F2701809F3601039F260811223344556677"
             "88",                                                    // ATC of one octet
             "77159F270280809F360200039F26081122334455667788",        // CID of two
             "77139F2701809F360200039F260711223344556677",            // cryptogram of seven
             "77189F2701809F360200039F260811223344556677889F270140",  // CID twice
             "77189F2701809F360200039F26081122334455667788"
             "9F27",  // cut
         }) {
        const Bytes answer = *fromHex(hex);
        EXPECT_FALSE(parseGenerateAc(answer)) << hex;
    }
}

TEST(GenerateAc, MissingCryptogramEnds) {
    for (const char* prefix : {"80AE80", "80AE40"}) {
        Trial trial;
        const std::string cid = std::string(prefix).substr(4);
        trial.card.on(prefix, "77099F2701" + cid +
                                  "9F36020003"
                                  "9000");
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, Decision::Ended);
        EXPECT_EQ(outcome.reason->code, FailureCode::CardDataMalformed);
    }
}

// The card may give less than was asked for, never more.
TEST(GenerateAc, FirstAnswerAgainstFirstRequest) {
    struct Case {
        bool offline;     // TC is asked for instead of an ARQC
        bool denied;      // AAC is asked for
        const char* cid;  // what the card gives
        Decision decision;
    };
    using enum Decision;
    for (const auto& [offline, denied, cid, decision] :
         std::vector<Case>{{true, false, "40", ApprovedOffline},
                           {true, false, "80", ApprovedOnline},
                           {true, false, "00", DeclinedByCard},
                           {false, false, "80", ApprovedOnline},
                           {false, false, "00", DeclinedByCard},
                           {false, false, "40", Ended},
                           {false, true, "00", DeclinedByCard},
                           {false, true, "40", Ended},
                           {false, true, "80", Ended},
                           {true, false, "C0", Ended}}) {
        Trial trial;
        if (offline) trial.makeOffline();
        if (denied) trial.application().tacDenial = actionCode("8000000000");
        const std::string p1 = denied ? "00" : offline ? "40" : "80";
        bool first = true;
        trial.card.on("80AE" + p1, [&, cid](const apdu::Command&) {
            const std::string given = first ? cid : "40";
            first = false;
            return apdu::parseResponse(*fromHex(cryptogramAnswer(given)));
        });
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, decision) << p1 << " " << cid;
        if (decision == Ended) {
            EXPECT_EQ(outcome.reason->code, FailureCode::CardDataMalformed);
            EXPECT_EQ(trial.host.asked, 0);
        }
    }
}

TEST(GenerateAc, FinalAnswerAgainstTheIssuersDecision) {
    struct Case {
        bool hostApproves;
        const char* cid;
        Decision decision;
    };
    using enum Decision;
    for (const auto& [hostApproves, cid, decision] :
         std::vector<Case>{{true, "40", ApprovedOnline},
                           {true, "00", DeclinedByCard},
                           {true, "80", Ended},
                           {false, "00", DeclinedByHost},
                           {false, "40", DeclinedByHost},
                           {false, "80", DeclinedByHost}}) {
        Trial trial;
        trial.host.answer = HostAnswer{hostApproves, hostApproves ? "00" : "51", {}, {}};
        trial.card.on(hostApproves ? "80AE40" : "80AE00", cryptogramAnswer(cid));
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, decision) << hostApproves << cid;
        EXPECT_EQ(outcome.hostApproved, hostApproves);
        EXPECT_EQ(outcome.reason.has_value(), decision != ApprovedOnline);
    }
}

TEST(GenerateAc, CounterMayNotChangeWithinTheTransaction) {
    Trial trial;
    trial.card.on("80AE40", cryptogramAnswer("40", "0004"));
    EXPECT_EQ(trial.run().decision, Decision::Ended);
}

TEST(GenerateAc, AnotherAmountInTheAnswerEnds) {
    Trial trial;
    trial.card.on("80AE40", "771D9F2701409F360200039F260811223344556677889F02060000000000019000");
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::Ended);
    EXPECT_TRUE(outcome.hostApproved);
}

TEST(GenerateAc, TransactionCertificateHash) {
    Trial trial;
    trial.card.put(tag::kCdol1, "981495059F3704");
    trial.card.put(tag::kTdol, "9F02069C01");
    (void)trial.run();
    const std::string hash = toHex(crypto::sha1(*fromHex("00000001234500")));
    EXPECT_EQ(trial.card.lastAsked("80AE80"),
              "80AE80001D" + hash + "8000048000" + "A1B2C3D4" + "00");

    Trial withoutTdol;
    withoutTdol.card.put(tag::kCdol1, "95059814");
    const Outcome outcome = withoutTdol.run();
    EXPECT_EQ(withoutTdol.card.lastAsked("80AE80"),
              "80AE800019"
              "8000048080" +
                  toHex(crypto::sha1({})) + "00");
    EXPECT_EQ(toHex(outcome.tvr), "8000048080");
}

TEST(GenerateAc, CdolThatAsksForTooMuchEnds) {
    Trial trial;
    trial.card.put(tag::kCdol1, "9F02FF9F03FF");
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.reason->code, FailureCode::CardDataMalformed);
    EXPECT_FALSE(trial.card.wasAsked("80AE"));
}

}  // namespace
}  // namespace tappay::emv::test
