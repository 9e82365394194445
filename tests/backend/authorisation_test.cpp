#include <future>

#include "backend/backend_test.h"

namespace tappay::test {
namespace {

TEST_F(BackendTest, ApprovedPaymentIsAnsweredWithWhatTheNetworkSaid) {
    const auto key = Questions::newKey();
    auto answer = authorise(key);
    ASSERT_TRUE(answer) << answer.error().detail << m_lines;
    EXPECT_EQ(answer->state, PaymentState::Approved);
    EXPECT_EQ(answer->key, key);
    EXPECT_EQ(answer->terminalId, Installation::kTerminalId);
    EXPECT_EQ(answer->amount.minor, 1234);
    EXPECT_EQ(answer->responseCode, "00");
    EXPECT_EQ(answer->authCode, "203817");
    EXPECT_EQ(answer->reference, "832615000001");
    EXPECT_EQ(answer->stan, "000001");
    EXPECT_EQ(answer->batch, "000001");
    EXPECT_EQ(answer->acquirerId, "48021000");
    EXPECT_EQ(answer->issuerName, "Test Bank");
    EXPECT_EQ(toHex(answer->icc), "910A546AD9E800FD23A93030");
}

}  // namespace
}  // namespace tappay::test
