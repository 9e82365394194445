#include <gtest/gtest.h>

#include "running_sale.h"

// A reader with keys of its own (PC/SC part 10): the digits go from them to the card alone.
namespace tappay::system_test {

namespace {

class PinPad : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_sandbox = std::make_unique<SandboxProcess>(QStringList{"--empty", "--pin-pad"});
    }
    static void TearDownTestSuite() { s_sandbox.reset(); }
    void SetUp() override {
        ASSERT_TRUE(s_sandbox->ready());
        s_sandbox->remove();
        s_sandbox->insert("plain-pin");
    }
    static void press(const char* digits) {
        s_sandbox->cards({{"cmd", "pin"}, {"digits", digits}});
    }

    static std::unique_ptr<SandboxProcess> s_sandbox;
};

std::unique_ptr<SandboxProcess> PinPad::s_sandbox;

}  // namespace

TEST_F(PinPad, VerifiesAfterAWrongPin) {
    RunningSale sale(*s_sandbox, "10.00");
    ASSERT_TRUE(sale.waitFor("Enter PIN on the reader")) << sale.said().toStdString();
    press("654321");
    ASSERT_TRUE(sale.waitFor("2 tries left")) << sale.said().toStdString();
    press("123456");
    const Finished end = sale.end();
    EXPECT_EQ(end.status, 0) << end.everything();
    EXPECT_EQ(end.json().value("cvm").toString(), "offline_pin");
}

TEST_F(PinPad, IsCancelledOnTheReader) {
    RunningSale sale(*s_sandbox, "10.00");
    ASSERT_TRUE(sale.waitFor("Enter PIN on the reader")) << sale.said().toStdString();
    s_sandbox->cards({{"cmd", "pin"}, {"cancel", true}});
    const Finished end = sale.end();
    EXPECT_EQ(end.json().value("state").toString(), "cancelled") << end.everything();
}

// The reader can't be stopped from outside; the payment can, and the other reader takes the next.
TEST_F(PinPad, DoesNotHoldUpATerminalThatWasToldToCancel) {
    RunningSale sale(*s_sandbox, "10.00");
    ASSERT_TRUE(sale.waitFor("Enter PIN on the reader")) << sale.said().toStdString();
    ASSERT_TRUE(sale.call("sale.cancel"));
    const Finished end = sale.end();
    EXPECT_EQ(end.json().value("state").toString(), "cancelled") << end.everything();

    s_sandbox->remove();
    s_sandbox->cards({{"cmd", "tap"}, {"card", "contactless-credit"}});
    const Finished next = s_sandbox->ctl({"sale", "--amount", "10.00"});
    EXPECT_EQ(next.status, 0) << next.everything();
}

TEST_F(PinPad, EndsWithTheCard) {
    RunningSale sale(*s_sandbox, "10.00");
    ASSERT_TRUE(sale.waitFor("Enter PIN on the reader")) << sale.said().toStdString();
    s_sandbox->remove();
    const Finished end = sale.end();
    EXPECT_EQ(end.failure(), "card.removed") << end.everything();
}

// Enciphered PINs and those for the bank are entered at the terminal: the reader makes plain ones.
TEST_F(PinPad, IsNotUsedForAnEncipheredPin) {
    const Finished sale = s_sandbox->sale("10.00", "offline-pin");
    EXPECT_EQ(sale.status, 0) << sale.everything();
    EXPECT_EQ(sale.json().value("cvm").toString(), "offline_pin");
    EXPECT_FALSE(sale.errors.contains("on the reader"));
}

}  // namespace tappay::system_test
