#include <gtest/gtest.h>

#include "crypto/mac.h"
#include "purchase.h"
#include "tlv/tlv.h"

namespace tappay::simulator::network {

using namespace test;
using namespace std::chrono_literals;

namespace {

std::vector<Fault> faults(std::initializer_list<const char*> texts) {
    std::vector<Fault> parsed;
    for (const char* text : texts)
        parsed.push_back(parseFault(text).value());
    return parsed;
}

bool macFits(const Lines& lines, const Bytes& whole) {
    return iso8583::checkMac(
               ByteView(whole).subspan(2),
               [&](ByteView data) { return crypto::macCups(lines.config.mak.view(), data); })
        .has_value();
}

}  // namespace

TEST(SwitchFault, LosesTheAnswerButKeepsTheDebit) {
    for (const char* fault : {"no-answer@1", "cut-after@*"}) {
        Lines lines(faults({fault}));
        EXPECT_TRUE(lines.handle(request(lines.config, {})).answers.empty()) << fault;
        EXPECT_EQ(lines.ledger->entries().front().state, EntryState::Approved) << fault;
    }
}

TEST(SwitchFault, CutsBeforeAnythingIsWritten) {
    Lines lines(faults({"cut-before@1"}));
    EXPECT_TRUE(lines.handle(request(lines.config, {})).cut);
    EXPECT_TRUE(lines.ledger->entries().empty());
    EXPECT_EQ(lines.answer(request(lines.config, {})).text(39), "00");
}

TEST(SwitchFault, AnswersLateOrTwice) {
    Lines lines(faults({"late@1:250", "twice@2"}));
    EXPECT_EQ(lines.handle(request(lines.config, {})).delay, 250ms);
    const Outcome twice = lines.handle(request(lines.config, {.stan = "000002", .atc = 4}));
    ASSERT_EQ(twice.answers.size(), 2U);
    EXPECT_EQ(twice.answers[0], twice.answers[1]);
}

TEST(SwitchFault, ChangesExactlyTheNamedField) {
    for (const char* field : {"type", "3", "4", "11", "41", "42", "64"}) {
        Lines lines(faults({(std::string("wrong-field@1:") + field).c_str()}));
        const iso8583::Message asked = requestMessage(lines.config, {});
        const Outcome outcome = lines.handle(framed(lines.config, asked));
        ASSERT_EQ(outcome.answers.size(), 1U) << field;
        const iso8583::Message answer = Lines::decoded(outcome.answers.front());
        for (const int number : {3, 4, 11, 41, 42})
            EXPECT_EQ(answer.text(number) == asked.text(number), std::to_string(number) != field)
                << field << ' ' << number;
        EXPECT_EQ(answer.mti == "0210", std::string(field) != "type") << field;
        EXPECT_EQ(macFits(lines, outcome.answers.front()), std::string(field) != "64") << field;
        EXPECT_EQ(lines.ledger->entries().front().state, EntryState::Approved) << field;
    }
}

TEST(SwitchFault, ScriptsTravelWithTheApproval) {
    Lines lines(faults({"script71@1", "script72@2"}));
    const auto first = lines.answer(request(lines.config, {}));
    EXPECT_TRUE(tlv::find(tlv::parse(first.binary(55)).value(), 0x71));
    const auto second = lines.answer(request(lines.config, {.stan = "000002", .atc = 4}));
    EXPECT_TRUE(tlv::find(tlv::parse(second.binary(55)).value(), 0x72));
}

TEST(SwitchFault, AmountEndingsDecide) {
    Lines lines;
    const auto code = [&](std::int64_t minor, const char* stan, std::uint16_t atc) {
        return lines.answer(request(lines.config, {.minor = minor, .stan = stan, .atc = atc}))
            .text(39);
    };
    EXPECT_EQ(code(1005, "000001", 1), "05");
    EXPECT_EQ(code(1091, "000002", 2), "91");
    EXPECT_EQ(code(1034, "000003", 3), "00");
    EXPECT_TRUE(lines.handle(request(lines.config, {.minor = 98, .stan = "000004", .atc = 4}))
                    .answers.empty());
}

TEST(SwitchFault, TroublesReversals) {
    Lines lines(faults({"reversal-no-answer@1", "reversal-code@2:25"}));
    lines.answer(request(lines.config, {}));
    lines.answer(request(lines.config, {.stan = "000002", .atc = 4}));
    EXPECT_TRUE(lines.handle(reversal(lines.config, {})).answers.empty());
    EXPECT_EQ(lines.ledger->entries()[0].state, EntryState::Reversed);
    EXPECT_EQ(lines.answer(reversal(lines.config, {.stan = "000002"})).text(39), "25");
    EXPECT_EQ(lines.ledger->entries()[1].state, EntryState::Approved);
}

}  // namespace tappay::simulator::network
