#include "simulator/network/fault.h"

#include <gtest/gtest.h>

namespace tappay::simulator::network {

using namespace std::chrono_literals;

TEST(NetworkFault, ReadsEveryForm) {
    EXPECT_EQ(parseFault("no-answer@2"), (Fault{.kind = FaultKind::NoAnswer, .at = 2}));
    EXPECT_EQ(parseFault("late@1:1500"),
              (Fault{.kind = FaultKind::Late, .at = 1, .delay = 1500ms}));
    EXPECT_EQ(parseFault("wrong-field@*:type"),
              (Fault{.kind = FaultKind::WrongField, .field = "type"}));
    EXPECT_EQ(parseFault("code@3:51"), (Fault{.kind = FaultKind::Code, .at = 3, .code = "51"}));
    EXPECT_EQ(parseFault("reversal-code@1:25"),
              (Fault{.kind = FaultKind::ReversalCode, .at = 1, .code = "25"}));
}

TEST(NetworkFault, RefusesWhatItDoesNotKnow) {
    for (const char* text :
         {"", "no-answer", "no-answer@", "no-answer@0", "no-answer@x", "no-answer@1:5", "late@1",
          "late@1:x", "late@1:9999999", "wrong-field@1:5", "wrong-field@1", "code@1:5", "tear@1"}) {
        const auto parsed = parseFault(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().code, FailureCode::InputMalformed);
    }
}

TEST(NetworkFault, AmountEndingsSpellRefusals) {
    EXPECT_EQ(faultOfAmount(1205)->code, "05");
    EXPECT_EQ(faultOfAmount(99951)->code, "51");
    EXPECT_EQ(faultOfAmount(98)->kind, FaultKind::NoAnswer);
    EXPECT_EQ(faultOfAmount(97)->delay, 20s);
    EXPECT_EQ(faultOfAmount(94)->field, "4");
    for (const int ending : {0, 1, 34, 50, 60, 99})
        EXPECT_FALSE(faultOfAmount(ending)) << ending;
}

TEST(NetworkFault, CountsPurchasesAndReversalsApart) {
    const std::vector<Fault> faults{*parseFault("reversal-no-answer@1"), *parseFault("twice@2")};
    EXPECT_EQ(faultFor(faults, false, 1), nullptr);
    EXPECT_EQ(faultFor(faults, false, 2), &faults[1]);
    EXPECT_EQ(faultFor(faults, true, 1), &faults[0]);
    EXPECT_EQ(faultFor(faults, true, 2), nullptr);
}

}  // namespace tappay::simulator::network
