#include <gtest/gtest.h>

#include "emv/certificates.h"
#include "emv/cvm_expectation.h"
#include "emv/cvm_list.h"

// EMV Book 3, 10.5; Book 4, 6.3.4: CVM results, TVR octet 3 and TSI for each way through a list.
namespace tappay::emv::test {
namespace {

constexpr const char* kOnlinePinSignatureNone = "206800";

struct Case {
    const char* what;
    const char* rules;
    const char* results;
    const char* tvr;  // octet 3
    bool performed;   // TSI
    CvmUsed used = CvmUsed::None;
    bool bypass = false;
    const char* capabilities = kOnlinePinSignatureNone;
};

void expectCase(const Case& one, Trial& trial) {
    trial.parameters.terminal.capabilities =
        *fromHex(std::string(one.capabilities).substr(0, 4) + "C8");
    trial.card.put(tag::kCvmList, std::string(kNoAmounts) + one.rules);
    if (one.bypass) trial.cardholder.pin = PinEntry::Bypassed;
    const Outcome outcome = trial.run();
    expectCvm({one.what, one.results, one.tvr, one.used, one.performed}, outcome, trial.host);
}

TEST(CardholderVerification, Lists) {
    using enum CvmUsed;
    const std::vector<Case> cases{
        {"online PIN", "0200", "020000", "04", true, OnlinePin},
        {"online PIN if supported", "4203", "420300", "04", true, OnlinePin},
        {"signature", "1E00", "1E0000", "00", true, Signature},
        {"no CVM", "1F00", "1F0002", "00", true, None},
        {"fail CVM", "0000", "000001", "80", true},
        {"fail CVM, then none left", "4000", "400001", "80", true},
        {"fail CVM, then signature", "40001E00", "1E0000", "00", true, Signature},
        {"fail CVM ends the list", "00001E00", "000001", "80", true},
        {"no rule applies", "02011E01", "3F0001", "80", true},
        {"condition 0A is unknown", "1E0A", "3F0001", "80", true},
        {"condition FF, then no CVM", "1EFF1F00", "1F0002", "00", true},
        {"unknown method ends the list", "06001E00", "3F0001", "C0", true},
        {"unknown method, then signature", "46001E00", "1E0000", "40", true, Signature},
        {"method 3F", "7F00", "3F0001", "C0", true},
        {"plaintext PIN is not there", "0100", "3F0001", "90", true},
        {"plaintext PIN, then online PIN", "41004200", "420000", "14", true, OnlinePin},
        {"enciphered PIN, then signature", "44005E00", "5E0000", "10", true, Signature},
        {"PIN and signature", "43001F00", "1F0002", "10", true},
        {"enciphered PIN and signature", "45001F00", "1F0002", "10", true},
        {"offline PIN if supported is passed over", "01031E00", "1E0000", "00", true, Signature},
        {"document check is known, not there", "60001E00", "1E0000", "00", true, Signature},
        {"document check alone", "2000", "3F0001", "80", true},
        {"PIN bypassed", "0200", "020001", "88", true, None, true},
        {"PIN bypassed, then signature", "42001E00", "1E0000", "08", true, Signature, true},
        {"PIN bypassed twice", "42004200", "420001", "88", true, None, true},
        {"no online PIN here", "0200", "3F0001", "90", true, None, false, "2028"},
        {"no online PIN here, condition 03", "02031E00", "1E0000", "00", true, Signature, false,
         "2028"},
        {"no signature here", "1E00", "3F0001", "80", true, None, false, "2048"},
        {"no CVM not allowed here", "1F00", "3F0001", "80", true, None, false, "2060"},
    };
    for (const Case& one : cases) {
        Trial trial;
        expectCase(one, trial);
    }
}

// Every method under every condition, with and without the terminal's capability. The sale is of
// 123.45, X is 100.00 and Y 200.00, in the application's currency.
TEST(CardholderVerification, EveryMethodUnderEveryCondition) {
    struct Method {
        const char* code;
        const char* capabilities;  // octet 2 of 9F33
        bool supported;
        const char* result;  // third octet of the CVM results when performed
        const char* tvr;     // octet 3 when performed or, unsupported, when wanted
    };
    const std::vector<Method> methods{
        {"00", "00", true, "01", "80"}, {"01", "80", true, "02", "00"},
        {"01", "78", false, "", "90"},  {"02", "40", true, "00", "04"},
        {"02", "B8", false, "", "90"},  {"03", "A0", true, "00", "00"},
        {"03", "D8", false, "", "80"},  {"03", "78", false, "", "90"},
        {"04", "10", true, "02", "00"}, {"04", "E8", false, "", "90"},
        {"05", "30", true, "00", "00"}, {"05", "D8", false, "", "80"},
        {"05", "E8", false, "", "90"},  {"1E", "20", true, "00", "00"},
        {"1E", "D8", false, "", "80"},  {"1F", "08", true, "02", "00"},
        {"1F", "F0", false, "", "80"},  {"20", "F8", false, "", "80"},
        {"06", "F8", false, "", "C0"},  {"1D", "F8", false, "", "C0"},
        {"2F", "F8", false, "", "C0"},  {"3F", "F8", false, "", "C0"},
    };
    // "S": when the method is supported
    const std::vector<std::pair<const char*, char>> conditions{
        {"00", 'Y'}, {"01", 'N'}, {"02", 'Y'}, {"03", 'S'}, {"04", 'N'}, {"05", 'N'}, {"06", 'N'},
        {"07", 'Y'}, {"08", 'Y'}, {"09", 'N'}, {"0A", 'N'}, {"7F", 'N'}, {"80", 'N'}, {"FF", 'N'}};
    const Chain& chain = Chain::withRemainders();
    for (const Method& method : methods)
        for (const auto& [condition, kind] : conditions) {
            Trial trial;
            const std::string rule = std::string(method.code) + condition;
            trial.parameters.terminal.capabilities =
                *fromHex(std::string("20") + method.capabilities + "C8");
            trial.parameters.caKeys = {chain.caKey()};
            trial.card.put(tag::kCvmList, "0000271000004E20" + rule);
            trial.card.on("0084", "11223344556677889000");
            trial.card.on("0020", "9000");
            trial.cardholder.offlinePins = {"1234"};
            chain.certify(trial.card, "1C00");
            const bool applies = kind == 'Y' || (kind == 'S' && method.supported);
            const Outcome outcome = trial.run();
            EXPECT_EQ(toHex(outcome.cvmResults),
                      applies && method.supported ? rule + method.result : "3F0001")
                << rule << " " << method.capabilities;
            EXPECT_EQ(toHex(outcome.tvr).substr(4, 2), applies ? method.tvr : "80")
                << rule << " " << method.capabilities;
        }
}

TEST(CardholderVerification, ABypassedPinIsAskedForOnce) {
    Trial trial;
    trial.card.put(tag::kCvmList, std::string(kNoAmounts) + "420042001E00");
    trial.cardholder.pin = PinEntry::Bypassed;
    (void)trial.run();
    ASSERT_EQ(trial.cardholder.pinRequests.size(), 1U);
    EXPECT_TRUE(trial.cardholder.pinRequests[0].bypassAllowed);
    EXPECT_EQ(trial.cardholder.pinRequests[0].amount.minor, 12345);
    EXPECT_FALSE(trial.cardholder.pinRequests[0].triesLeft);
    Trial last;
    last.card.put(tag::kCvmList, std::string(kNoAmounts) + "0200");
    (void)last.run();
    EXPECT_FALSE(last.cardholder.pinRequests[0].bypassAllowed) << "nothing would follow";
}

TEST(CardholderVerification, PinThatIsNotEnteredEndsTheTransaction) {
    for (const FailureCode code : {FailureCode::Cancelled, FailureCode::PinTimeout}) {
        Trial trial;
        trial.cardholder.pin = fail(code);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, Decision::Ended);
        EXPECT_EQ(outcome.reason->code, code);
        EXPECT_FALSE(trial.card.wasAsked("80AE"));
    }
}

TEST(CardholderVerification, NotWantedOrNotPossible) {
    Trial unwanted;
    unwanted.card.setProfile("0C00");
    const Outcome outcome = unwanted.run();
    EXPECT_EQ(toHex(outcome.cvmResults), "3F0000");
    EXPECT_EQ(toHex(outcome.tvr), "8000008000");
    EXPECT_EQ(outcome.tsi[0] & 0x40, 0);
    for (const bool withoutRules : {false, true}) {
        Trial trial;
        if (withoutRules)
            trial.card.put(tag::kCvmList, kNoAmounts);
        else
            trial.card.drop(tag::kCvmList);
        const Outcome missing = trial.run();
        EXPECT_EQ(toHex(missing.cvmResults), "3F0000");
        EXPECT_EQ(toHex(missing.tvr), "A000008000");
        EXPECT_EQ(missing.tsi[0] & 0x40, 0);
    }
    Trial odd;
    odd.card.put(tag::kCvmList, std::string(kNoAmounts) + "02001E");
    EXPECT_EQ(odd.run().reason->code, FailureCode::CardDataMalformed);
}

TEST(CardholderVerification, OnlinePinOfTheAcquirer) {
    Trial trial;
    trial.application().onlinePin = false;
    const Outcome outcome = trial.run();
    EXPECT_EQ(toHex(outcome.cvmResults), "1E0300");
    EXPECT_NE(trial.host.icc.find("9F330320B8C8"), std::string::npos);
}

// X is 100.00, Y is 200.00; each condition on both sides of its limit.
TEST(CardholderVerification, AmountConditions) {
    struct Amount {
        const char* condition;
        std::int64_t minor;
        bool satisfied;
    };
    for (const auto& [condition, minor, satisfied] : std::vector<Amount>{{"06", 9999, true},
                                                                         {"06", 10000, false},
                                                                         {"07", 10000, false},
                                                                         {"07", 10001, true},
                                                                         {"08", 19999, true},
                                                                         {"08", 20000, false},
                                                                         {"09", 20000, false},
                                                                         {"09", 20001, true}}) {
        for (const char* currency : {"0156", "0840", ""}) {
            Trial trial;
            trial.transaction.amount.minor = minor;
            if (*currency == '\0')
                trial.card.drop(tag::kApplicationCurrency);
            else
                trial.card.put(tag::kApplicationCurrency, currency);
            trial.card.put(tag::kCvmList, std::string("0000271000004E20") + "1F" + condition);
            const bool expected = satisfied && currency == std::string("0156");
            EXPECT_EQ(toHex(trial.run().cvmResults),
                      expected ? "1F" + std::string(condition) + "02" : "3F0001")
                << condition << " " << minor << " " << currency;
        }
    }
}

TEST(CardholderVerification, KindConditions) {
    struct Kind {
        const char* condition;
        std::uint8_t transaction, terminal;
        bool satisfied;
    };
    for (const auto& [condition, transaction, terminal, satisfied] :
         std::vector<Kind>{{"01", 0x01, 0x14, true},
                           {"01", 0x01, 0x22, false},
                           {"01", 0x00, 0x14, false},
                           {"02", 0x00, 0x22, true},
                           {"02", 0x01, 0x22, false},
                           {"02", 0x09, 0x22, false},
                           {"04", 0x01, 0x22, true},
                           {"04", 0x01, 0x14, false},
                           {"04", 0x00, 0x22, false},
                           {"05", 0x09, 0x22, true},
                           {"05", 0x00, 0x22, false}}) {
        Trial trial;
        trial.transaction.type = transaction;
        trial.parameters.terminal.type = terminal;
        trial.card.put(tag::kCvmList, std::string(kNoAmounts) + "1F" + condition);
        EXPECT_EQ(toHex(trial.run().cvmResults).substr(0, 2), satisfied ? "1F" : "3F")
            << condition << " " << int(transaction) << " " << int(terminal);
    }
}

TEST(CvmList, Parsing) {
    const auto list = parseCvmList(*fromHex("0000271000004E2042031F00"));
    ASSERT_TRUE(list);
    EXPECT_EQ(list->amountX, 10000U);
    EXPECT_EQ(list->amountY, 20000U);
    ASSERT_EQ(list->rules.size(), 2U);
    EXPECT_EQ(list->rules[0].method(), CvmMethod::OnlinePin);
    EXPECT_TRUE(list->rules[0].continues());
    EXPECT_FALSE(list->rules[1].continues());
    for (const char* hex : {"", "00000000000000", "000000000000000042"})
        EXPECT_FALSE(parseCvmList(*fromHex(hex))) << hex;
}

}  // namespace
}  // namespace tappay::emv::test
