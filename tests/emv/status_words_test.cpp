#include <gtest/gtest.h>

#include "emv/certificates.h"
#include "emv/trial.h"

// Every status word at every command: EMV Book 3, 6.3.5 and the paragraphs of the commands.
namespace tappay::emv::test {
namespace {

constexpr std::array<std::uint16_t, 40> kWords{
    0x6100, 0x6110, 0x6283, 0x6300, 0x63C0, 0x63C3, 0x6400, 0x6581, 0x6700, 0x6882,
    0x6982, 0x6983, 0x6984, 0x6985, 0x6986, 0x6987, 0x6988, 0x6A80, 0x6A81, 0x6A82,
    0x6A83, 0x6A84, 0x6A85, 0x6A86, 0x6A87, 0x6A88, 0x6C00, 0x6C10, 0x6D00, 0x6E00,
    0x6F00, 0x9406, 0x9001, 0x9100, 0x6200, 0x63CF, 0x6999, 0x0000, 0x8000, 0xFFFF};

// Uses each command once: DDA, an enciphered PIN, velocity checking, issuer authentication and
// scripts of both kinds. Approved with TVR 00 00 00 80 00.
Trial everyCommand() {
    const Chain& chain = Chain::withRemainders();
    Trial trial;
    trial.card.put(tag::kCvmList, "00000000000000000400");
    trial.card.put(tag::kLowerConsecutiveLimit, "03");
    trial.card.put(tag::kUpperConsecutiveLimit, "05");
    trial.card.on("80CA9F36", "9F360200039000");
    trial.card.on("80CA9F13", "9F130200019000");
    trial.card.on("80CA9F17", "9F1701039000");
    trial.card.on("0084", "11223344556677889000");
    trial.card.on("0020", "9000");
    trial.card.on("8424", "9000");
    trial.card.on("04DA", "9000");
    chain.certify(trial.card, "3C00");
    chain.answerDda(trial.card);
    trial.parameters.caKeys = {chain.caKey()};
    trial.cardholder.offlinePins = {"1234"};
    trial.host.answer->issuerAuthentication = *fromHex("546AD9E800FD23A93030");
    trial.host.answer->scripts = *fromHex(
        "710686048424000072068604"
        "04DA9F79");
    return trial;
}

// The TVR of an approval, else the name of the failure.
std::string happened(const Outcome& outcome) {
    return outcome.reason ? std::string(tappay::describe(outcome.reason->code).name)
                          : toHex(outcome.tvr);
}

struct Row {
    const char* command;
    const char* prefix;
    const char* otherwise;  // what happens for all words but these
    std::map<std::uint16_t, std::string> special;
};

const std::vector<Row> kRows{
    {"SELECT the directory", "00A404000E", "0000008000", {{0x6A81, "card.blocked"}}},
    {"SELECT an application",
     "00A4040008A000000333010101",
     "card.not_accepted",
     {{0x6A81, "card.blocked"}, {0x6283, "card.blocked"}}},
    {"GET PROCESSING OPTIONS", "80A8", "card.malformed", {{0x6985, "card.not_accepted"}}},
    {"READ RECORD", "00B2010C", "card.malformed", {}},
    {"INTERNAL AUTHENTICATE", "0088", "0800008000", {}},
    {"GET DATA of the PIN try counter", "80CA9F17", "0000008000", {}},
    {"GET CHALLENGE", "0084", "0000808000", {}},
    {"VERIFY",
     "0020",
     "0000808000",
     {{0x63C0, "0000A08000"},
      {0x6983, "0000A08000"},
      {0x6984, "0000A08000"},
      {0x63C3, "0000888000"},  // asked again, and nothing more is entered
      {0x63CF, "0000888000"}}},
    {"GET DATA of the ATC", "80CA9F36", "000000E000", {}},
    {"GET DATA of the last online ATC", "80CA9F13", "000000E000", {}},
    {"first GENERATE AC", "80AE80", "card.malformed", {}},
    {"EXTERNAL AUTHENTICATE", "0082", "0000008040", {}},
    {"script 71",
     "8424",
     "0000008020",
     {{0x6283, "0000008000"},
      {0x6200, "0000008000"},
      {0x6300, "0000008000"},
      {0x63C0, "0000008000"},
      {0x63C3, "0000008000"},
      {0x63CF, "0000008000"},
      {0x9001, "0000008000"}}},
    {"second GENERATE AC", "80AE40", "card.malformed", {}},
    {"script 72",
     "04DA",
     "0000008010",
     {{0x6283, "0000008000"},
      {0x6200, "0000008000"},
      {0x6300, "0000008000"},
      {0x63C0, "0000008000"},
      {0x63C3, "0000008000"},
      {0x63CF, "0000008000"},
      {0x9001, "0000008000"}}},
};

TEST(StatusWords, EveryWordAtEveryCommand) {
    Trial undisturbed = everyCommand();
    ASSERT_EQ(happened(undisturbed.run()), "0000008000");
    for (const Row& row : kRows)
        for (const std::uint16_t word : kWords) {
            Trial trial = everyCommand();
            trial.card.on(row.prefix, [&](const apdu::Command&) {
                return Result<apdu::Response>(apdu::Response{{}, word});
            });
            const auto special = row.special.find(word);
            const std::string expected =
                special == row.special.end() ? row.otherwise : special->second;
            const Outcome outcome = trial.run();
            EXPECT_EQ(happened(outcome), expected) << row.command << " " << std::hex << word;
            EXPECT_TRUE(trial.card.wasAsked(row.prefix)) << row.command;
            if (std::string_view(row.command) == "second GENERATE AC") {
                EXPECT_TRUE(outcome.hostApproved) << "what has to be undone";
            }
        }
}

// Data with a status that is none of success are not data.
TEST(StatusWords, AnswersWithAWarningAreNotUsed) {
    for (const std::uint16_t word :
         std::initializer_list<std::uint16_t>{0x6283, 0x6300, 0x61FF, 0x6C00, 0x9001}) {
        for (const char* prefix : {"80AE80", "80AE40", "80A8", "00B2010C"}) {
            Trial trial = everyCommand();
            Trial source = everyCommand();
            trial.card.on(prefix, [&](const apdu::Command& command) {
                auto answer = source.card.transmit(command);
                answer->sw = word;
                return answer;
            });
            EXPECT_FALSE(approved(trial.run())) << prefix << " " << std::hex << word;
        }
    }
}

}  // namespace
}  // namespace tappay::emv::test
