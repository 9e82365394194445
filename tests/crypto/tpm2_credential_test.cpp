#include "crypto/tpm2/credential.h"

#include <gtest/gtest.h>

#include "chip_samples.h"
#include "crypto/tpm2/protection.h"

namespace tappay::crypto::tpm2 {
namespace {

class CredentialTest : public ::testing::Test {
protected:
    Result<SecretBytes> open(const Credential& hidden) const {
        return openCredential(endorsement.key, attestation.area.name, hidden);
    }

    SystemRandom random;
    ChipKey endorsement{Role::Endorsement};
    ChipKey attestation{Role::Attestation};
    Bytes secret = hex("00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF");
    Credential credential =
        makeCredential(endorsement.area, attestation.area.name, secret, random).value();
};

RsaPrivateKey rsaKey() {
    return {{chipVector("made_rsa_modulus"), hex("010001")},
            SecretBytes(ByteView(chipVector("made_rsa_key")))};
}

PublicArea rsaArea(const RsaPrivateKey& key) {
    Bytes area = rsaEndorsementTemplate();
    area.resize(area.size() - key.publicKey.modulus.size());
    append(area, key.publicKey.modulus);
    return parsePublicArea(Role::Endorsement, area).value();
}

TEST_F(CredentialTest, WhatWasHiddenIsFound) {
    for (const std::size_t size : {1U, 16U, 32U}) {
        const ByteView part = ByteView(secret).first(size);
        const auto made =
            makeCredential(endorsement.area, attestation.area.name, part, random).value();
        EXPECT_EQ(toHex(open(made)->view()), toHex(part));
    }
    const auto rsa = rsaKey();
    const auto made = makeCredential(rsaArea(rsa), attestation.area.name, secret, random).value();
    EXPECT_EQ(toHex(openCredential(rsa, attestation.area.name, made)->view()), toHex(secret));
}

TEST_F(CredentialTest, AChipsOwnCredentialsAreOpened) {
    const auto name = chipVector("attestation_name");
    const auto key = EcPrivateKey::fromScalar(Curve::P256, chipVector("made_scalar")).value();
    const auto opened =
        openCredential(key, name, {chipVector("made_object"), chipVector("made_secret")});
    ASSERT_TRUE(opened);
    EXPECT_EQ(toHex(opened->view()), toHex(chipVector("made_contents")));
    const auto rsa = openCredential(rsaKey(), name,
                                    {chipVector("made_rsa_object"), chipVector("made_rsa_secret")});
    ASSERT_TRUE(rsa);
    EXPECT_EQ(toHex(rsa->view()), toHex(chipVector("made_contents")));
}

TEST_F(CredentialTest, WhatAChipHasOpenedIsMadeAgain) {
    CountingRandom counting(7);
    const auto chip = parsePublicArea(Role::Endorsement, chipVector("endorsement")).value();
    const auto made =
        makeCredential(chip, chipVector("attestation_name"), chipVector("secret"), counting);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->object, chipVector("credential_object"));
    EXPECT_EQ(made->secret, chipVector("credential_secret"));
}

TEST_F(CredentialTest, NothingElseIsOpened) {
    expectNothingElseTaken(credential.object, [&](const Bytes& object) {
        return !open({object, credential.secret}).has_value();
    });
    expectNothingElseTaken(credential.secret, [&](const Bytes& sent) {
        return !open({credential.object, sent}).has_value();
    });
    const auto rsa = rsaKey();
    const auto made = makeCredential(rsaArea(rsa), attestation.area.name, secret, random).value();
    for (std::size_t bit = 0; bit < made.secret.size() * 8; bit += 37)
        EXPECT_FALSE(
            openCredential(rsa, attestation.area.name, {made.object, flipped(made.secret, bit)}));
}

// By a sender who does all else right.
TEST_F(CredentialTest, WhatIsWrappedWellIsStillLookedAt) {
    const auto& name = attestation.area.name;
    const auto taken = [&](const Bytes& contents) {
        const auto sent = sendSeed(endorsement.area, kIdentityLabel, random).value();
        return open({protect(sent.seed.view(), name, contents).value(), sent.secret}).has_value();
    };
    EXPECT_TRUE(taken(concat({hex("0020"), secret})));
    EXPECT_FALSE(taken(concat({hex("0020"), secret, hex("00")})));
    EXPECT_FALSE(taken(concat({hex("0021"), secret, hex("00")})));
    EXPECT_FALSE(taken(concat({hex("0021"), secret})));
    EXPECT_FALSE(taken(hex("0000")));
    EXPECT_FALSE(taken({}));
    // The seed of a key on its way is no credential's.
    const auto other = sendSeed(endorsement.area, kDuplicateLabel, random).value();
    const auto object = protect(other.seed.view(), name, concat({hex("0020"), secret})).value();
    EXPECT_FALSE(open({object, other.secret}));
}

TEST_F(CredentialTest, OtherKeysAndNamesDoNotOpenIt) {
    const ChipKey other{Role::Endorsement};
    EXPECT_EQ(openCredential(other.key, attestation.area.name, credential).error().code,
              FailureCode::CryptoFailed);
    for (std::size_t bit = 0; bit < attestation.area.name.size() * 8; ++bit)
        EXPECT_EQ(openCredential(endorsement.key, flipped(attestation.area.name, bit), credential)
                      .error()
                      .code,
                  FailureCode::CryptoFailed);
}

TEST_F(CredentialTest, OnlyEndorsementKeysNamesAndSecretsOfTheRightSizeAreTaken) {
    const ChipKey storage{Role::Storage};
    const auto& name = attestation.area.name;
    EXPECT_FALSE(makeCredential(storage.area, name, secret, random));
    EXPECT_FALSE(makeCredential(endorsement.area, ByteView(name).first(33), secret, random));
    EXPECT_FALSE(makeCredential(endorsement.area, name, {}, random));
    EXPECT_FALSE(makeCredential(endorsement.area, name, Bytes(33), random));
}

}  // namespace
}  // namespace tappay::crypto::tpm2
