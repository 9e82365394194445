#include <gtest/gtest.h>

#include "emv/trial.h"

// EMV Book 3, 10.7: which cryptogram is asked for. The TVR of the trial is 80 00 04 80 00.
namespace tappay::emv::test {
namespace {

constexpr const char* kNone = "0000000000";
constexpr const char* kHit = "8000000000";   // a bit of the TVR
constexpr const char* kMiss = "7FFFFB7FFF";  // every other bit
constexpr const char* kAbsent = "";

struct Case {
    const char* tacDenial;
    const char* iacDenial;
    const char* tacOnline;
    const char* iacOnline;
    const char* tacDefault;
    const char* iacDefault;
    std::uint8_t terminal;
    const char* p1;
};

void putOrDrop(ModelCard& card, tlv::Tag object, const char* value) {
    if (*value == '\0')
        card.drop(object);
    else
        card.put(object, value);
}

std::string firstRequest(const ModelCard& card) {
    for (const std::string& command : card.heard)
        if (command.starts_with("80AE")) return command.substr(4, 2);
    return {};
}

TEST(TerminalActionAnalysis, Table) {
    const std::vector<Case> cases{
        {kNone, kNone, kNone, kNone, kNone, kNone, 0x22, "40"},
        {kMiss, kMiss, kMiss, kMiss, kMiss, kMiss, 0x22, "40"},
        {kHit, kNone, kNone, kNone, kNone, kNone, 0x22, "00"},
        {kNone, kHit, kNone, kNone, kNone, kNone, 0x22, "00"},
        {kHit, kNone, kHit, kHit, kNone, kNone, 0x22, "00"},  // denial comes first
        {kNone, kNone, kHit, kNone, kNone, kNone, 0x22, "80"},
        {kNone, kNone, kNone, kHit, kNone, kNone, 0x22, "80"},
        {kNone, kNone, kNone, kNone, kHit, kHit, 0x22, "40"},  // default waits for its turn
        {kNone, kAbsent, kNone, kNone, kNone, kNone, 0x22, "40"},
        {kNone, kNone, kNone, kAbsent, kNone, kNone, 0x22, "80"},
        // online only
        {kNone, kNone, kNone, kNone, kNone, kNone, 0x21, "80"},
        {kNone, kNone, kNone, kNone, kNone, kNone, 0x24, "80"},
        {kHit, kNone, kNone, kNone, kNone, kNone, 0x21, "00"},
        // offline only
        {kNone, kNone, kHit, kHit, kNone, kNone, 0x23, "40"},
        {kNone, kNone, kNone, kNone, kHit, kNone, 0x23, "00"},
        {kNone, kNone, kNone, kNone, kNone, kHit, 0x26, "00"},
        {kNone, kNone, kNone, kNone, kNone, kAbsent, 0x26, "00"},
        {kHit, kNone, kNone, kNone, kNone, kNone, 0x26, "00"},
    };
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const Case& one = cases[i];
        Trial trial;
        trial.application().tacDenial = actionCode(one.tacDenial);
        trial.application().tacOnline = actionCode(one.tacOnline);
        trial.application().tacDefault = actionCode(one.tacDefault);
        putOrDrop(trial.card, tag::kIacDenial, one.iacDenial);
        putOrDrop(trial.card, tag::kIacOnline, one.iacOnline);
        putOrDrop(trial.card, tag::kIacDefault, one.iacDefault);
        trial.parameters.terminal.type = one.terminal;
        (void)trial.run();
        EXPECT_EQ(firstRequest(trial.card), one.p1) << "case " << i;
    }
}

// Every bit of every action code counts, each at its own place.
TEST(TerminalActionAnalysis, EachBitOfTheTvr) {
    for (std::size_t bit = 0; bit < 40; ++bit) {
        Trial trial;
        trial.makeOffline();
        trial.application().tacOnline[bit / 8] = static_cast<std::uint8_t>(0x80 >> bit % 8);
        const Outcome outcome = trial.run();
        // TVR 80 00 04 00 00: no ODA, online PIN entered
        const bool inTvr = bit == 0 || bit == 21;
        EXPECT_EQ(firstRequest(trial.card), inTvr ? "80" : "40") << bit;
        EXPECT_EQ(toHex(outcome.tvr), "8000040000");
    }
}

// Which of the six codes has the one bit that is set.
enum class Code : std::uint8_t {
    TacDenial,
    IacDenial,
    TacOnline,
    IacOnline,
    TacDefault,
    IacDefault
};

void setBit(Trial& trial, Code code, std::size_t bit) {
    ActionCode one{};
    one[bit / 8] = static_cast<std::uint8_t>(0x80 >> bit % 8);
    switch (code) {
        case Code::TacDenial:
            trial.application().tacDenial = one;
            break;
        case Code::TacOnline:
            trial.application().tacOnline = one;
            break;
        case Code::TacDefault:
            trial.application().tacDefault = one;
            break;
        case Code::IacDenial:
            trial.card.put(tag::kIacDenial, toHex(one));
            break;
        case Code::IacOnline:
            trial.card.put(tag::kIacOnline, toHex(one));
            break;
        case Code::IacDefault:
            trial.card.put(tag::kIacDefault, toHex(one));
            break;
    }
}

// P1 of the commands that follow from one matching kind of code, by the text of Book 3, 10.7.
std::string expectedRequests(bool denial, bool online, bool byDefault, int environment,
                             bool reachable) {
    const bool onlineOnly = environment == 1 || environment == 4;
    const bool offlineOnly = environment == 3 || environment == 6;
    if (denial) return "00";
    if (offlineOnly) return byDefault ? "00" : "40";
    if (!onlineOnly && !online) return "40";
    if (reachable) return "8040";
    return onlineOnly || byDefault ? "8000" : "8040";
}

// Each bit of each code at each kind of terminal, with and without the issuer.
TEST(TerminalActionAnalysis, EveryCombination) {
    for (const Code code : {Code::TacDenial, Code::IacDenial, Code::TacOnline, Code::IacOnline,
                            Code::TacDefault, Code::IacDefault})
        for (std::size_t bit = 0; bit < 40; ++bit)
            for (int environment = 1; environment <= 6; ++environment)
                for (const bool reachable : {true, false}) {
                    Trial trial;
                    trial.makeOffline();
                    trial.application().tacDenial = {};
                    const bool isDefault = code == Code::TacDefault || code == Code::IacDefault;
                    // the way to the default codes leads over those for online
                    if (isDefault) trial.application().tacOnline = actionCode(kHit);
                    setBit(trial, code, bit);
                    trial.parameters.terminal.type = static_cast<std::uint8_t>(0x20 + environment);
                    if (!reachable) trial.host.answer = fail(FailureCode::HostUnreachable);
                    (void)trial.run();
                    // TVR 80 00 04 00 00
                    const bool matches = bit == 0 || bit == 21;
                    const bool denial = code == Code::TacDenial || code == Code::IacDenial;
                    std::string requests;
                    for (const std::string& command : trial.card.heard)
                        if (command.starts_with("80AE")) requests += command.substr(4, 2);
                    EXPECT_EQ(requests,
                              expectedRequests(denial && matches, isDefault || (!denial && matches),
                                               isDefault && matches, environment, reachable))
                        << static_cast<int>(code) << " " << bit << " " << environment << " "
                        << reachable;
                }
}

// The merchant's wish counts on its own, wherever the issuer can be asked and nothing denies.
TEST(TerminalActionAnalysis, ForcedOnline) {
    for (const auto& [type, p1] : std::vector<std::pair<int, const char*>>{
             {0x21, "80"}, {0x22, "80"}, {0x25, "80"}, {0x23, "40"}, {0x26, "40"}}) {
        Trial trial;
        trial.makeOffline();
        trial.transaction.forceOnline = true;
        trial.parameters.terminal.type = static_cast<std::uint8_t>(type);
        (void)trial.run();
        EXPECT_EQ(firstRequest(trial.card), p1) << std::hex << type;
    }
    Trial denied;
    denied.transaction.forceOnline = true;
    denied.application().tacDenial = actionCode(kHit);
    (void)denied.run();
    EXPECT_EQ(firstRequest(denied.card), "00");
}

// Denied offline: the card is asked for its AAC and the issuer is not asked at all.
TEST(TerminalActionAnalysis, Outcomes) {
    Trial denied;
    denied.application().tacDenial = actionCode(kHit);
    const Outcome refusal = denied.run();
    EXPECT_EQ(refusal.decision, Decision::DeclinedByCard);
    EXPECT_EQ(refusal.reason->code, FailureCode::CardDeclined);
    EXPECT_EQ(refusal.responseCode, "Z1");
    EXPECT_FALSE(refusal.hostAsked);

    Trial offline;
    offline.makeOffline();
    const Outcome approval = offline.run();
    EXPECT_EQ(approval.decision, Decision::ApprovedOffline);
    EXPECT_EQ(approval.responseCode, "Y1");
    EXPECT_FALSE(approval.reason);
    EXPECT_EQ(offline.host.asked, 0);

    Trial bypassed;
    bypassed.cardholder.pin = PinEntry::Bypassed;
    bypassed.card.put(tag::kCvmList, "00000000000000000200");
    bypassed.application().tacDenial = actionCode("0000080000");
    EXPECT_EQ(bypassed.run().reason->code, FailureCode::PinRequired);
}

}  // namespace
}  // namespace tappay::emv::test
