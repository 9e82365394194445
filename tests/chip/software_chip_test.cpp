#include "chip/software/software_chip.h"

#include <gtest/gtest.h>

#include "chip_home.h"
#include "crypto/mac.h"
#include "crypto/random.h"

namespace tappay::chip {
namespace {

namespace tpm2 = crypto::tpm2;
using tpm2::Role;

// As the back end meets it: only what the chip says and shows.
class SoftwareChipTest : public ::testing::Test {
protected:
    Bytes secretFor(Slot slot, Bytes key) {
        const auto wrapped = tpm2::wrapHmacKey(keys.storage, key, random).value();
        EXPECT_TRUE(chip->import(slot, wrapped));
        return key;
    }
    Bytes derived(Slot slot) const {
        const auto secret = chip->derive(slot, asBytes("context"));
        return secret ? Bytes(secret->view().begin(), secret->view().end()) : Bytes();
    }
    void reopen() {
        chip.reset();
        chip = home.open();
    }

    ChipHome home;
    std::unique_ptr<Chip> chip = home.open();
    Keys keys = chip->makeKeys().value();
    crypto::SystemRandom random;
    Bytes nonce = Bytes(32, 0x4E);
};

TEST_F(SoftwareChipTest, KeysAreMadeOnceAndStay) {
    EXPECT_EQ(chip->form(), Form::Software);
    reopen();
    const auto again = chip->makeKeys().value();
    EXPECT_EQ(again.attestation.name, keys.attestation.name);
    EXPECT_EQ(again.identity.name, keys.identity.name);
    EXPECT_EQ(again.storage.name, keys.storage.name);
    EXPECT_EQ(*chip->identity(), std::get<crypto::EcPublicKey>(keys.identity.key));
    EXPECT_NE(keys.identity.key, keys.storage.key);
    EXPECT_NE(keys.identity.key, keys.attestation.key);
}

TEST_F(SoftwareChipTest, TheIdentitySigns) {
    const auto verifier = crypto::EcVerifier::create(*chip->identity());
    const auto signature = chip->sign(asBytes("message"));
    EXPECT_TRUE(verifier->verifyEcdsa(asBytes("message"), *signature));
    EXPECT_FALSE(verifier->verifyEcdsa(asBytes("massage"), *signature));
}

TEST_F(SoftwareChipTest, ItsKeysAreCertified) {
    for (const auto* area : {&keys.identity, &keys.storage}) {
        const auto statement = chip->certify(area->role, nonce).value();
        EXPECT_TRUE(tpm2::checkCertified(statement, keys.attestation, nonce, area->name));
        EXPECT_FALSE(
            tpm2::checkCertified(statement, keys.attestation, nonce, keys.attestation.name));
    }
    EXPECT_EQ(chip->certify(Role::Attestation, nonce).error().code, FailureCode::CryptoFailed);
    EXPECT_EQ(chip->certify(Role::Identity, Bytes(15)).error().code, FailureCode::CryptoFailed);
}

TEST_F(SoftwareChipTest, ACredentialForItIsOpenedAndNoOther) {
    const Bytes secret(32, 0x71);
    const auto factory = chip->factory().value();
    const auto hidden =
        tpm2::makeCredential(factory.key, keys.attestation.name, secret, random).value();
    EXPECT_EQ(toHex(chip->activate(hidden)->view()), toHex(secret));
    const auto other =
        tpm2::makeCredential(factory.key, keys.identity.name, secret, random).value();
    EXPECT_EQ(chip->activate(other).error().code, FailureCode::CryptoFailed);
}

TEST_F(SoftwareChipTest, BothSidesAgreeOnAKeyThatIsNewEachTime) {
    const auto theirs = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    ASSERT_TRUE(chip->makeKeys());
    const auto one = chip->makeAgreementKey().value();
    EXPECT_EQ(toHex(theirs.agree(one.open)->view()),
              toHex(chip->agree(one, theirs.publicKey())->view()));
    EXPECT_NE(chip->makeAgreementKey()->open, one.open);
    EXPECT_FALSE(chip->agree(one, {crypto::Curve::P256, Bytes(64)}));
}

TEST_F(SoftwareChipTest, AMasterKeyDerivesAndSurvives) {
    EXPECT_FALSE(*chip->holds(Slot::A));
    const Bytes a = secretFor(Slot::A, Bytes(32, 0xA1));
    const Bytes b = secretFor(Slot::B, Bytes(32, 0xB2));
    for (int round = 0; round < 2; ++round) {
        EXPECT_EQ(derived(Slot::A), *crypto::hmacSha256(a, asBytes("context")));
        EXPECT_EQ(derived(Slot::B), *crypto::hmacSha256(b, asBytes("context")));
        reopen();
    }
    ASSERT_TRUE(chip->forget(Slot::A));
    EXPECT_FALSE(*chip->holds(Slot::A));
    EXPECT_EQ(chip->derive(Slot::A, {}).error().code, FailureCode::KeyUnavailable);
    EXPECT_TRUE(*chip->holds(Slot::B));
    EXPECT_TRUE(chip->derive(Slot::B, Bytes(1024)));
    EXPECT_EQ(chip->derive(Slot::B, Bytes(1025)).error().code, FailureCode::CryptoFailed);
}

TEST_F(SoftwareChipTest, AFailedImportLeavesTheOldKey) {
    secretFor(Slot::A, Bytes(32, 0xA1));
    const Bytes before = derived(Slot::A);
    auto wrapped = tpm2::wrapHmacKey(keys.storage, Bytes(32, 0xB2), random).value();
    wrapped.duplicate[40] ^= 0x01;
    EXPECT_EQ(chip->import(Slot::A, wrapped).error().code, FailureCode::CryptoFailed);
    EXPECT_EQ(derived(Slot::A), before);
}

TEST_F(SoftwareChipTest, WhatItSealsOnlyItUnseals) {
    const Bytes secret(128, 0x5E);
    Bytes sealed = chip->seal(secret).value();
    EXPECT_NE(*chip->seal(secret), sealed);
    reopen();
    EXPECT_EQ(toHex(chip->unseal(sealed)->view()), toHex(secret));
    ASSERT_TRUE(makeSoftwareChip(home.other("second"), home.line()));
    const auto second = openSoftwareChip(home.other("second")).value()->makeKeys();
    EXPECT_EQ(openSoftwareChip(home.other("second")).value()->unseal(sealed).error().code,
              FailureCode::CryptoFailed);
    for (std::size_t octet = 0; octet < sealed.size(); ++octet) {
        sealed[octet] ^= 0x10;
        EXPECT_EQ(chip->unseal(sealed).error().code, FailureCode::CryptoFailed) << octet;
        sealed[octet] ^= 0x10;
    }
    EXPECT_FALSE(chip->unseal(Bytes(28)));
    EXPECT_FALSE(chip->seal({}));
    EXPECT_FALSE(chip->seal(Bytes(129)));
}

TEST_F(SoftwareChipTest, TheCounterGoesUpOnlyAndIsAttested) {
    EXPECT_EQ(chip->attestCounter(nonce).error().code, FailureCode::KeyUnavailable);
    EXPECT_EQ(*chip->count(), 1U);
    EXPECT_EQ(*chip->count(), 2U);
    reopen();
    EXPECT_EQ(*chip->count(), 3U);
    const auto statement = chip->attestCounter(nonce).value();
    EXPECT_EQ(*tpm2::checkCounter(statement, keys.attestation, nonce), 3U);
    EXPECT_FALSE(chip->attestCounter(Bytes(15)));
    EXPECT_EQ(*chip->attestPlatform(nonce) == std::nullopt, true);
}

TEST_F(SoftwareChipTest, ClearingEndsTheIdentityAndKeepsTheCount) {
    secretFor(Slot::A, Bytes(32, 0xA1));
    const Bytes sealed = chip->seal(Bytes(16)).value();
    ASSERT_TRUE(chip->count());
    ASSERT_TRUE(chip->clear());
    for (int round = 0; round < 2; ++round) {
        constexpr auto gone = FailureCode::KeyUnavailable;
        EXPECT_EQ(chip->identity().error().code, gone);
        EXPECT_EQ(chip->sign({}).error().code, gone);
        EXPECT_EQ(chip->certify(Role::Storage, nonce).error().code, gone);
        EXPECT_EQ(chip->activate({}).error().code, gone);
        EXPECT_EQ(chip->import(Slot::A, {}).error().code, gone);
        EXPECT_EQ(chip->derive(Slot::A, {}).error().code, gone);
        EXPECT_EQ(chip->unseal(sealed).error().code, gone);
        EXPECT_EQ(chip->attestCounter(nonce).error().code, gone);
        reopen();
    }
    EXPECT_TRUE(chip->factory());
    EXPECT_NE(chip->makeKeys()->identity.name, keys.identity.name);
    EXPECT_EQ(chip->unseal(sealed).error().code, FailureCode::CryptoFailed);
    EXPECT_EQ(*chip->count(), 2U);
}

}  // namespace
}  // namespace tappay::chip
