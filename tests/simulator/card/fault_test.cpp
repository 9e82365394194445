#include "simulator/card/fault.h"

#include <gtest/gtest.h>

namespace tappay::simulator {
namespace {

TEST(Fault, ReadsEveryKind) {
    Fault tear;
    tear.at = 7;
    EXPECT_EQ(parseFault("tear@7").value(), tear);
    const auto delay = parseFault("delay@3:250,always").value();
    EXPECT_EQ(delay.delay, std::chrono::milliseconds(250));
    EXPECT_TRUE(delay.always);
    EXPECT_EQ(parseFault("lost@4")->kind, Fault::Kind::Lost);
    EXPECT_EQ(parseFault("sw@1:6985")->sw, 0x6985);
    EXPECT_EQ(parseFault("truncate@12:5")->length, 5U);
    EXPECT_EQ(parseFault("swap@2:credit")->card, "credit");
}

TEST(Fault, RefusesTheRest) {
    for (const char* spec :
         {"", "tear", "tear@", "tear@0", "tear@x", "tear@1:2", "delay@1", "delay@1:-5", "sw@1:69",
          "sw@1:XXXX", "truncate@1:", "swap@1:", "melt@1", "tear@1,sometimes"})
        EXPECT_EQ(parseFault(spec).error().code, FailureCode::InputMalformed) << spec;
}

TEST(Fault, HappensOnceUnlessAlways) {
    std::vector<Fault> faults{parseFault("sw@2:6985").value(), parseFault("tear@2,always").value(),
                              parseFault("delay@3:1").value()};
    EXPECT_TRUE(takeDue(faults, 1).empty());
    EXPECT_EQ(takeDue(faults, 2).size(), 2U);
    EXPECT_EQ(takeDue(faults, 2).size(), 1U);
    EXPECT_EQ(takeDue(faults, 3).size(), 1U);
    EXPECT_EQ(faults.size(), 1U);
}

}  // namespace
}  // namespace tappay::simulator
