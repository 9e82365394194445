#include <gtest/gtest.h>

#include "emv/trial.h"

// EMV Book 3, 10.10; results as in Book 4, Annex A5.
namespace tappay::emv::test {
namespace {

constexpr const char* kUnblock = "8424000004AABBCCDD";
constexpr const char* kPut = "04DA9F790A0000000500006E4B7F38";

std::string script(const std::string& tag, const std::string& identifier,
                   const std::vector<std::string>& commands) {
    Bytes inside;
    if (!identifier.empty()) tlv::appendItem(inside, tag::kScriptIdentifier, *fromHex(identifier));
    for (const std::string& command : commands)
        tlv::appendItem(inside, tag::kScriptCommand, *fromHex(command));
    return toHex(tlv::encode(tag == "71" ? 0x71 : 0x72, inside));
}

struct Case {
    const char* what;
    std::string scripts;
    const char* unblockStatus;
    const char* putStatus;
    const char* results;
    const char* tvr;  // octet 5
};

TEST(IssuerScripts, Results) {
    const std::string before = script("71", "00000001", {kUnblock, kPut});
    const std::string after = script("72", "00000002", {kPut});
    const std::vector<Case> cases{
        {"both moments", before + after, "9000", "9000", "20000000012000000002", "00"},
        {"warnings go on", before, "6283", "63C2", "2000000001", "00"},
        {"first fails", before, "6982", "9000", "1100000001", "20"},
        {"second fails", before, "9000", "6A80", "1200000001", "20"},
        {"after fails", before + after, "9000", "9000", "20000000012000000002", "00"},
        {"without identifier", script("71", "", {kUnblock}), "9000", "9000", "2000000000", "00"},
        {"identifier of wrong length", script("71", "01", {kUnblock}), "9000", "9000", "2000000000",
         "00"},
        {"no command", script("71", "00000001", {}), "9000", "9000", "1000000001", "20"},
        {"command too short", script("71", "00000001", {"8424"}), "9000", "9000", "1100000001",
         "20"},
        {"command that lies about its length", script("72", "00000002", {"8424000009AA"}), "9000",
         "9000", "1100000002", "10"},
        {"after, refused", after, "9000", "6F00", "1100000002", "10"},
        {"not TLV inside", "71038605AA", "9000", "9000", "1000000000", "20"},
        {"not TLV at all", "7110AA", "9000", "9000", "1000000000", "20"},
        {"neither template", "9F18021122", "9000", "9000", "", "00"},
        {"two of a kind", before + before, "6982", "9000", "11000000011100000001", "20"},
    };
    for (const Case& one : cases) {
        Trial trial;
        trial.host.answer->scripts = *fromHex(one.scripts);
        trial.card.on("8424", one.unblockStatus);
        trial.card.on("04DA", one.putStatus);
        const Outcome outcome = trial.run();
        EXPECT_EQ(toHex(outcome.scriptResults), one.results) << one.what;
        EXPECT_EQ(toHex(outcome.tvr).substr(8, 2), one.tvr) << one.what;
        EXPECT_EQ((outcome.tsi[0] & 0x04) != 0, *one.results != '\0') << one.what;
        EXPECT_EQ(outcome.decision, Decision::ApprovedOnline) << one.what;
    }
}

TEST(IssuerScripts, OrderAroundTheFinalCryptogram) {
    Trial trial;
    trial.host.answer->scripts = *fromHex(script("72", "", {kPut}) + script("71", "", {kUnblock}));
    trial.card.on("8424", "9000");
    trial.card.on("04DA", "9000");
    (void)trial.run();
    const auto& heard = trial.card.heard;
    ASSERT_GE(heard.size(), 3U);
    EXPECT_EQ(heard[heard.size() - 3], kUnblock);
    EXPECT_TRUE(heard[heard.size() - 2].starts_with("80AE40"));
    EXPECT_EQ(heard[heard.size() - 1], kPut);
}

TEST(IssuerScripts, NumberOfTheFailedCommandStopsAtFifteen) {
    std::vector<std::string> commands(20, kUnblock);
    commands.back() = kPut;
    Trial trial;
    trial.host.answer->scripts = *fromHex(script("71", "00000001", commands));
    trial.card.on("8424", "9000");
    trial.card.on("04DA", "6985");
    EXPECT_EQ(toHex(trial.run().scriptResults), "1F00000001");
}

TEST(IssuerScripts, RunForADeclinedTransactionToo) {
    Trial trial;
    trial.host.answer = HostAnswer{false, "51", {}, *fromHex(script("71", "", {kUnblock}))};
    trial.card.on("8424", "9000");
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::DeclinedByHost);
    EXPECT_EQ(toHex(outcome.scriptResults), "2000000000");
}

// What was never begun says so, and does not count as failed.
TEST(IssuerScripts, NotPerformed) {
    const std::string twice = script("71", "00000001", {kUnblock}) +
                              script("71", "00000002", {kPut}) + script("72", "00000003", {kPut}) +
                              script("72", "", {kPut});
    struct Case {
        const char* what;
        const char* torn;  // the command at which the card is gone
        const char* results;
        const char* tvr;  // octet 5
    };
    for (const auto& [what, torn, results, tvr] : std::vector<Case>{
             {"before the first", "0082", "0000000001000000000200000000030000000000", "00"},
             {"in the first", "8424", "1100000001000000000200000000030000000000", "20"},
             {"in the second", "04DA", "2000000001110000000200000000030000000000", "20"},
             {"at the cryptogram", "80AE40", "2000000001200000000200000000030000000000", "00"}}) {
        Trial trial;
        trial.host.answer->issuerAuthentication = *fromHex("546AD9E800FD23A93030");
        trial.host.answer->scripts = *fromHex(twice);
        trial.card.on("8424", "9000");
        trial.card.on("04DA", "9000");
        trial.card.tear(torn);
        const Outcome outcome = trial.run();
        EXPECT_EQ(toHex(outcome.scriptResults), results) << what;
        EXPECT_EQ(toHex(outcome.tvr).substr(8, 2), tvr) << what;
        EXPECT_EQ(outcome.reason->code, FailureCode::CardRemoved) << what;
    }
    Trial refused;
    refused.host.answer->scripts = *fromHex(script("72", "00000003", {kPut}));
    refused.card.on("80AE40", "6985");
    EXPECT_EQ(toHex(refused.run().scriptResults), "0000000003");
}

// Book 3, 10.10 promises 128 octets; what field 55 can hold is carried out as well.
TEST(IssuerScripts, AsLongAsTheyCome) {
    const std::vector<std::string> commands(12, kPut);
    Trial trial;
    trial.host.answer->scripts = *fromHex(script("71", "00000001", commands));
    trial.card.on("04DA", "9000");
    EXPECT_EQ(toHex(trial.run().scriptResults), "2000000001");
    EXPECT_EQ(std::ranges::count(trial.card.heard, kPut), 12);
}

TEST(IssuerScripts, CardLost) {
    Trial before;
    before.host.answer->scripts = *fromHex(script("71", "00000001", {kUnblock}));
    before.card.tear("8424");
    const Outcome torn = before.run();
    EXPECT_EQ(torn.decision, Decision::Ended);
    EXPECT_EQ(torn.reason->code, FailureCode::CardRemoved);
    EXPECT_TRUE(torn.hostApproved);
    EXPECT_EQ(toHex(torn.scriptResults), "1100000001");

    Trial after;
    after.host.answer->scripts = *fromHex(script("72", "00000002", {kPut}));
    after.card.tear("04DA");
    const Outcome decided = after.run();
    EXPECT_EQ(decided.decision, Decision::ApprovedOnline) << "the TC was given before";
    EXPECT_EQ(toHex(decided.tvr).substr(8, 2), "10");
}

}  // namespace
}  // namespace tappay::emv::test
