#include "protocol/management.h"

#include <gtest/gtest.h>

#include "crypto/jose.h"
#include "protocol/envelope.h"
#include "protocol/strictness.h"

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
    const auto key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    const auto other = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    const auto signedBy = [](const crypto::EcPrivateKey& by, const std::string& text) {
        return crypto::jwsSign(asBytes(text), by, "answers").value();
    };
    const auto verifier = crypto::EcVerifier::create(key.publicKey()).value();
    const auto opened = openManagementCommand(signedBy(key, encode(kCommand)), verifier);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->terminalId, "10000001");
    for (const auto& wrong :
         {signedBy(other, encode(kCommand)), signedBy(key, R"({"type":"order"})"), std::string(),
          signedBy(key, encode(kCommand)) + "A", std::string(kLongestManagementCommand + 1, 'A')})
        EXPECT_EQ(openManagementCommand(wrong, verifier).error().code,
                  FailureCode::PermissionDenied);
}

}  // namespace
}  // namespace tappay::protocol
