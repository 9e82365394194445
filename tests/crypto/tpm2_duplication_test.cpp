#include "crypto/tpm2/duplication.h"

#include <gtest/gtest.h>

#include "chip_samples.h"
#include "crypto/hash.h"
#include "crypto/mac.h"
#include "crypto/tpm2/protection.h"

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

// Whoever knows the storage key's public area can wrap anything: TPM2B_SENSITIVE for this public
// area, by a sender who does all else right.
WrappedKey wrapAnything(const PublicArea& storage, const Bytes& area, const Bytes& sensitive) {
    SystemRandom random;
    auto sent = sendSeed(storage, kDuplicateLabel, random).value();
    auto duplicate = protect(sent.seed.view(), nameOf(area), sensitive).value();
    return {area, std::move(duplicate), std::move(sent.secret)};
}

TEST_F(DuplicationTest, WhatIsWrappedWellIsStillLookedAt) {
    const auto text = [](const char* size, const char* type, const char* authorisation,
                         const Bytes& obfuscation, const Bytes& value, const char* rest = "") {
        return concat({hex(size), hex(type), hex(authorisation), hex("0020"), obfuscation,
                       hex("0020"), value, hex(rest)});
    };
    const Bytes obfuscation(32, 0x0B);
    Bytes area = chipVector("wrapped_public");
    area.resize(area.size() - 32);
    append(area, sha256(concat({obfuscation, key})));
    const auto taken = [&](const Bytes& publicArea, const Bytes& sensitive) {
        return !refused(wrapAnything(storage.area, publicArea, sensitive));
    };
    EXPECT_TRUE(taken(area, text("0048", "0008", "0000", obfuscation, key)));
    EXPECT_FALSE(taken(area, text("0047", "0008", "0000", obfuscation, key)));
    EXPECT_FALSE(taken(area, text("0048", "0025", "0000", obfuscation, key)));
    EXPECT_FALSE(taken(area, text("004A", "0008", "00021234", obfuscation, key)));
    EXPECT_FALSE(taken(area, text("0048", "0008", "0000", Bytes(32, 0x0C), key)));
    EXPECT_FALSE(taken(area, text("0048", "0008", "0000", obfuscation, Bytes(32, 0x0D))));
    EXPECT_FALSE(taken(area, text("0049", "0008", "0000", obfuscation, key, "00")));
    EXPECT_FALSE(taken(area, {}));
    // A key that may do more than the template allows.
    for (std::size_t bit = 0; bit < (area.size() - 34) * 8; ++bit)
        EXPECT_FALSE(taken(flipped(area, bit), text("0048", "0008", "0000", obfuscation, key)))
            << bit;
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
