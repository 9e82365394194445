#include <gtest/gtest.h>

#include "chip/chip_desk.h"
#include "crypto/hash.h"
#include "crypto/random.h"

// What every form of chip does alike.
namespace tappay::chip {
namespace {

using crypto::tpm2::Role;

class ChipInterface : public testing::TestWithParam<Form> {
protected:
    void SetUp() override {
        auto opened = m_desk.open();
        ASSERT_TRUE(opened) << opened.error().detail;
        m_chip = std::move(*opened);
    }
    void reopen() {
        m_chip.reset();
        SetUp();
    }
    Chip& chip() { return *m_chip; }
    Desk& desk() { return m_desk; }

private:
    Desk m_desk{GetParam()};
    std::unique_ptr<Chip> m_chip;
};

template <typename T>
FailureCode codeOf(const Result<T>& result) {
    return result ? FailureCode::Internal : result.error().code;
}

TEST_P(ChipInterface, SaysWhatItIs) {
    EXPECT_EQ(chip().form(), GetParam());
    EXPECT_FALSE(chip().description().maker.empty());
    EXPECT_FALSE(chip().description().firmware.empty());
}

TEST_P(ChipInterface, ComesWithACertifiedKeyAndTheAuthority) {
    const auto factory = chip().factory();
    ASSERT_TRUE(factory) << factory.error().detail;
    EXPECT_EQ(factory->authority, desk().maker().root());
    const std::vector<Bytes> authorities{desk().maker().root()};
    const auto verified = crypto::verifyChain(
        factory->certificates, authorities,
        {.purpose = crypto::Purpose::EndorsementKey,
         .at = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
         .longest = 3,
         .key = factory->key.key});
    EXPECT_TRUE(verified) << verified.error().detail;
    reopen();
    EXPECT_EQ(chip().factory()->key.name, factory->key.name);
}

TEST_P(ChipInterface, HasNoKeysBeforeTheyAreMade) {
    const auto storage = publicAreaOf(
        Role::Storage, crypto::EcPrivateKey::generate(crypto::Curve::P256)->publicKey());
    EXPECT_EQ(codeOf(chip().identity()), FailureCode::KeyUnavailable);
    EXPECT_EQ(codeOf(chip().sign(nonceOf(1))), FailureCode::KeyUnavailable);
    EXPECT_EQ(codeOf(chip().certify(Role::Identity, nonceOf(1))), FailureCode::KeyUnavailable);
    EXPECT_EQ(codeOf(chip().attestCounter(nonceOf(1))), FailureCode::KeyUnavailable);
    EXPECT_EQ(codeOf(chip().import(Slot::A, wrapped(*storage, keyOf(1)))),
              FailureCode::KeyUnavailable);
    EXPECT_EQ(codeOf(chip().derive(Slot::A, nonceOf(1))), FailureCode::KeyUnavailable);
    EXPECT_EQ(codeOf(chip().seal(nonceOf(1))), FailureCode::KeyUnavailable);
    EXPECT_FALSE(chip().holds(Slot::A).value());
}

TEST_P(ChipInterface, MakesKeysOnceAndClearsThemForGood) {
    const auto made = chip().makeKeys().value();
    EXPECT_EQ(chip().makeKeys()->identity.name, made.identity.name);
    reopen();
    const auto again = chip().makeKeys().value();
    EXPECT_EQ(again.attestation.name, made.attestation.name);
    EXPECT_EQ(again.identity.name, made.identity.name);
    EXPECT_EQ(again.storage.name, made.storage.name);
    const auto counted = chip().count().value();
    ASSERT_TRUE(chip().import(Slot::B, wrapped(made.storage, keyOf(1))));
    ASSERT_TRUE(chip().clear());
    EXPECT_EQ(codeOf(chip().sign(nonceOf(1))), FailureCode::KeyUnavailable);
    EXPECT_FALSE(chip().holds(Slot::B).value());
    const auto other = chip().makeKeys().value();
    EXPECT_NE(other.attestation.name, made.attestation.name);
    EXPECT_NE(other.identity.name, made.identity.name);
    EXPECT_NE(other.storage.name, made.storage.name);
    EXPECT_EQ(codeOf(chip().import(Slot::A, wrapped(made.storage, keyOf(1)))),
              FailureCode::CryptoFailed);
    EXPECT_GT(chip().count().value(), counted);
}

TEST_P(ChipInterface, SignsWithItsIdentity) {
    const auto keys = chip().makeKeys().value();
    const auto identity = chip().identity().value();
    EXPECT_EQ(std::get<crypto::EcPublicKey>(keys.identity.key), identity);
    const auto verifier = crypto::EcVerifier::create(identity).value();
    for (std::uint8_t i = 0; i < 8; ++i) {
        const auto message = nonceOf(i);
        const auto signature = chip().sign(message).value();
        EXPECT_TRUE(verifier.verifyEcdsa(message, signature));
        EXPECT_FALSE(verifier.verifyEcdsa(nonceOf(99), signature));
    }
}

TEST_P(ChipInterface, CertifiesItsKeys) {
    const auto keys = chip().makeKeys().value();
    for (const auto& key : {keys.identity, keys.storage}) {
        const auto said = chip().certify(key.role, nonceOf(3)).value();
        EXPECT_TRUE(checkCertified(said, keys.attestation, nonceOf(3), key.name));
        EXPECT_FALSE(checkCertified(said, keys.attestation, nonceOf(4), key.name));
        EXPECT_FALSE(checkCertified(said, keys.attestation, nonceOf(3), keys.attestation.name));
    }
    EXPECT_FALSE(chip().certify(Role::Attestation, nonceOf(3)));
    EXPECT_FALSE(chip().certify(Role::Identity, Bytes(15)));
    EXPECT_FALSE(chip().certify(Role::Identity, Bytes(65)));
}

TEST_P(ChipInterface, OpensWhatIsHiddenForItAndNothingElse) {
    crypto::SystemRandom random;
    const auto factory = chip().factory().value();
    const auto keys = chip().makeKeys().value();
    const auto hidden =
        makeCredential(factory.key, keys.attestation.name, keyOf(5), random).value();
    const auto opened = chip().activate(hidden);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(octetsOf(*opened), keyOf(5));
    EXPECT_EQ(codeOf(chip().activate(
                  makeCredential(factory.key, keys.identity.name, keyOf(5), random).value())),
              FailureCode::CryptoFailed);
    for (std::size_t bit = 0; bit < hidden.object.size() * 8; bit += 7)
        EXPECT_EQ(codeOf(chip().activate({turned(hidden.object, bit), hidden.secret})),
                  FailureCode::CryptoFailed)
            << "object, bit " << bit;
    for (std::size_t bit = 0; bit < hidden.secret.size() * 8; bit += 11)
        EXPECT_EQ(codeOf(chip().activate({hidden.object, turned(hidden.secret, bit)})),
                  FailureCode::CryptoFailed)
            << "secret, bit " << bit;
    EXPECT_EQ(octetsOf(chip().activate(hidden).value()), keyOf(5));
}

TEST_P(ChipInterface, DerivesAsOpensslDoes) {
    const auto keys = chip().makeKeys().value();
    ASSERT_TRUE(chip().import(Slot::A, wrapped(keys.storage, keyOf(1))));
    ASSERT_TRUE(chip().import(Slot::B, wrapped(keys.storage, keyOf(2))));
    for (const std::size_t size : {0UL, 1UL, 32UL, 1024UL}) {
        const Bytes context(size, 0x5A);
        EXPECT_EQ(octetsOf(chip().derive(Slot::A, context).value()), hmacOf(keyOf(1), context));
        EXPECT_EQ(octetsOf(chip().derive(Slot::B, context).value()), hmacOf(keyOf(2), context));
    }
    EXPECT_EQ(codeOf(chip().derive(Slot::A, Bytes(1025))), FailureCode::CryptoFailed);
}

TEST_P(ChipInterface, ForgetsOneSlot) {
    const auto keys = chip().makeKeys().value();
    ASSERT_TRUE(chip().import(Slot::A, wrapped(keys.storage, keyOf(1))));
    ASSERT_TRUE(chip().import(Slot::B, wrapped(keys.storage, keyOf(2))));
    ASSERT_TRUE(chip().forget(Slot::A));
    ASSERT_TRUE(chip().forget(Slot::A));
    EXPECT_FALSE(chip().holds(Slot::A).value());
    EXPECT_TRUE(chip().holds(Slot::B).value());
    EXPECT_EQ(codeOf(chip().derive(Slot::A, nonceOf(1))), FailureCode::KeyUnavailable);
    reopen();
    EXPECT_FALSE(chip().holds(Slot::A).value());
    EXPECT_EQ(octetsOf(chip().derive(Slot::B, nonceOf(1)).value()), hmacOf(keyOf(2), nonceOf(1)));
}

TEST_P(ChipInterface, AgreesAsOpensslDoes) {
    ASSERT_TRUE(chip().makeKeys());
    const auto peer = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    const auto first = chip().makeAgreementKey().value();
    const auto second = chip().makeAgreementKey().value();
    const auto expectAgreed = [&](const AgreementKey& ours) {
        EXPECT_EQ(octetsOf(chip().agree(ours, peer.publicKey()).value()),
                  octetsOf(peer.agree(ours.open).value()));
    };
    expectAgreed(first);
    expectAgreed(second);
    EXPECT_NE(first.open, second.open);
    auto beside = peer.publicKey();
    beside.point = turned(beside.point, 300);
    EXPECT_EQ(codeOf(chip().agree(first, beside)), FailureCode::CryptoFailed);
    for (const auto bit : {3U, 200U, 700U})
        EXPECT_EQ(
            codeOf(chip().agree({first.open, turned(first.kept, bit % (8 * first.kept.size()))},
                                peer.publicKey())),
            FailureCode::CryptoFailed);
    reopen();
    expectAgreed(second);
}

TEST_P(ChipInterface, SealsForItselfOnly) {
    ASSERT_TRUE(chip().makeKeys());
    const Bytes longest(128, 0x77);
    const auto sealed = chip().seal(longest).value();
    EXPECT_EQ(octetsOf(chip().unseal(sealed).value()), longest);
    EXPECT_EQ(octetsOf(chip().unseal(chip().seal(Bytes{0x01}).value()).value()), Bytes{0x01});
    EXPECT_FALSE(chip().seal(Bytes(129)));
    for (std::size_t bit = 0; bit < sealed.size() * 8; bit += 29)
        EXPECT_FALSE(chip().unseal(turned(sealed, bit))) << "bit " << bit;
    EXPECT_EQ(codeOf(chip().unseal(Bytes{})), FailureCode::CryptoFailed);
    Desk elsewhere(GetParam());
    const auto other = elsewhere.open().value();
    ASSERT_TRUE(other->makeKeys());
    EXPECT_EQ(codeOf(other->unseal(sealed)), FailureCode::CryptoFailed);
    reopen();
    EXPECT_EQ(octetsOf(chip().unseal(sealed).value()), longest);
}

TEST_P(ChipInterface, CountsUpForEver) {
    const auto keys = chip().makeKeys().value();
    EXPECT_EQ(codeOf(chip().attestCounter(nonceOf(1))), FailureCode::KeyUnavailable);
    std::uint64_t last = 0;
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 3; ++i) {
            const auto now = chip().count().value();
            EXPECT_GT(now, last);
            last = now;
        }
        const auto said = chip().attestCounter(nonceOf(7)).value();
        EXPECT_EQ(checkCounter(said, keys.attestation, nonceOf(7)).value(), last);
        EXPECT_FALSE(checkCounter(said, keys.attestation, nonceOf(8)));
        reopen();
    }
}

TEST_P(ChipInterface, SaysNothingOfTheMachineWhereNothingIsMeasured) {
    ASSERT_TRUE(chip().makeKeys());
    const auto said = chip().attestPlatform(nonceOf(1));
    ASSERT_TRUE(said);
    EXPECT_FALSE(said->has_value());
}

INSTANTIATE_TEST_SUITE_P(Forms, ChipInterface, testing::Values(Form::Software, Form::Virtual),
                         [](const auto& form) {
                             return form.param == Form::Software ? "Software" : "Virtual";
                         });

}  // namespace
}  // namespace tappay::chip
