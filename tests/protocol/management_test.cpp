#include "protocol/management.h"

#include <gtest/gtest.h>

#include "protocol/strictness.h"
#include "support/signed_orders.h"

namespace tappay::protocol {
namespace {

const ManagementCommand kCommand{"01936b2e-5f00-7a31-8c11-3d2b6a90f4e7", "10000001",
                                 ManagementTask::RenewKeys, "2026-11-22T08:00:00.000Z",
                                 "2026-11-23T08:00:00.000Z"};

TEST(Management, TravelsWhole) {
    const auto read = decodeManagementCommand(encode(kCommand));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(encode(*read), encode(kCommand));
    EXPECT_EQ(read->task, ManagementTask::RenewKeys);
}

TEST(Management, EachMemberIsWhatItShouldBe) {
    for (const auto& spoilt : spoilt(encode(kCommand)))
        EXPECT_FALSE(decodeManagementCommand(spoilt.json)) << spoilt.what;
}

TEST(Management, OnlyWhatThePaymentSystemHasSignedIsOne) {
    const test::SignedOrders own, other;
    const auto verifier = crypto::EcVerifier::create(own.key.publicKey()).value();
    const auto opened = openManagementCommand(own.sign(encode(kCommand)), verifier);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->terminalId, "10000001");
    for (const auto& wrong :
         {other.sign(encode(kCommand)), own.sign(R"({"type":"order"})"), std::string(),
          own.sign(encode(kCommand)) + "A", std::string(kLongestManagementCommand + 1, 'A')})
        EXPECT_EQ(openManagementCommand(wrong, verifier).error().code,
                  FailureCode::PermissionDenied);
}

}  // namespace
}  // namespace tappay::protocol
