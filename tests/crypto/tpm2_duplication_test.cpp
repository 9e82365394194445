#include "crypto/tpm2/duplication.h"

#include <gtest/gtest.h>

#include "chip_samples.h"
#include "crypto/mac.h"

namespace tappay::crypto::tpm2 {
namespace {

class DuplicationTest : public ::testing::Test {
protected:
    bool refused(const WrappedKey& other) const { return !unwrapHmacKey(storage.key, other); }

    SystemRandom random;
    ChipKey storage{Role::Storage};
    Bytes key = chipVector("key");
    WrappedKey wrapped = wrapHmacKey(storage.area, key, random).value();
};

TEST_F(DuplicationTest, TheKeyArrives) {
    const auto arrived = unwrapHmacKey(storage.key, wrapped);
    ASSERT_TRUE(arrived);
    EXPECT_EQ(toHex(arrived->view()), toHex(key));
}

TEST_F(DuplicationTest, WhatAChipHasImportedIsMadeAgain) {
    CountingRandom counting(1);
    const auto chip = parsePublicArea(Role::Storage, chipVector("storage")).value();
    const auto made = wrapHmacKey(chip, key, counting).value();
    EXPECT_EQ(made.publicArea, chipVector("wrapped_public"));
    EXPECT_EQ(made.duplicate, chipVector("wrapped_duplicate"));
    EXPECT_EQ(made.seed, chipVector("wrapped_seed"));
    EXPECT_EQ(*hmacSha256(key, asBytes("abc")), chipVector("hmac_abc"));
}

TEST_F(DuplicationTest, TheSameKeyLooksDifferentEachTime) {
    const auto again = wrapHmacKey(storage.area, key, random).value();
    EXPECT_NE(again.publicArea, wrapped.publicArea);
    EXPECT_NE(again.duplicate, wrapped.duplicate);
    EXPECT_NE(again.seed, wrapped.seed);
}

TEST_F(DuplicationTest, NothingElseIsTaken) {
    expectNothingElseTaken(wrapped.publicArea, [&](const Bytes& area) {
        return refused({area, wrapped.duplicate, wrapped.seed});
    });
    expectNothingElseTaken(wrapped.duplicate, [&](const Bytes& duplicate) {
        return refused({wrapped.publicArea, duplicate, wrapped.seed});
    });
    expectNothingElseTaken(wrapped.seed, [&](const Bytes& seed) {
        return refused({wrapped.publicArea, wrapped.duplicate, seed});
    });
}

TEST_F(DuplicationTest, AnotherChipDoesNotOpenIt) {
    const ChipKey other{Role::Storage};
    EXPECT_EQ(unwrapHmacKey(other.key, wrapped).error().code, FailureCode::CryptoFailed);
}

TEST_F(DuplicationTest, OnlyStorageKeysAndWholeKeysAreTaken) {
    const ChipKey identity{Role::Identity};
    EXPECT_FALSE(wrapHmacKey(identity.area, key, random));
    EXPECT_FALSE(wrapHmacKey(storage.area, Bytes(31), random));
    EXPECT_FALSE(wrapHmacKey(storage.area, Bytes(33), random));
    EXPECT_FALSE(wrapHmacKey(storage.area, {}, random));
}

}  // namespace
}  // namespace tappay::crypto::tpm2
