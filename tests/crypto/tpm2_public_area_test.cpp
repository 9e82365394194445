#include "crypto/tpm2/public_area.h"

#include <gtest/gtest.h>

#include "chip_samples.h"

namespace tappay::crypto::tpm2 {
namespace {

constexpr Role kRoles[] = {Role::Endorsement, Role::Attestation, Role::Identity, Role::Storage};

const char* vectorOf(Role role) {
    switch (role) {
        case Role::Endorsement:
            return "endorsement";
        case Role::Attestation:
            return "attestation";
        case Role::Identity:
            return "identity";
        case Role::Storage:
            return "storage";
    }
    return "";
}

TEST(PublicArea, KeysAChipMadeAfterTheTemplatesAreRead) {
    for (const Role role : kRoles) {
        const Bytes marshalled = chipVector(vectorOf(role));
        const auto area = parsePublicArea(role, marshalled);
        ASSERT_TRUE(area) << vectorOf(role);
        EXPECT_EQ(area->role, role);
        EXPECT_EQ(area->marshalled, marshalled);
        const auto& key = std::get<EcPublicKey>(area->key);
        EXPECT_EQ(publicAreaOf(role, key)->marshalled, marshalled);
    }
    EXPECT_EQ(parsePublicArea(Role::Identity, chipVector("identity"))->name,
              chipVector("identity_name"));
    const auto rsa = parsePublicArea(Role::Endorsement, chipVector("rsa_endorsement"));
    ASSERT_TRUE(rsa);
    EXPECT_EQ(std::get<RsaPublicKey>(rsa->key).modulus.size(), 256U);
}

TEST(PublicArea, AKeyOfAnotherRoleIsRefused) {
    for (const Role made : kRoles)
        for (const Role wanted : kRoles)
            if (made != wanted)
                EXPECT_EQ(parsePublicArea(wanted, chipVector(vectorOf(made))).error().code,
                          FailureCode::InputMalformed);
    for (const Role wanted : {Role::Attestation, Role::Identity, Role::Storage})
        EXPECT_FALSE(parsePublicArea(wanted, chipVector("rsa_endorsement")));
}

// The unique field of an RSA key is free but for its first and last bit, so that only what stands
// before it can be tried bit by bit.
TEST(PublicArea, NothingButTheTemplateIsTaken) {
    for (const Role role : kRoles)
        expectNothingElseTaken(chipVector(vectorOf(role)), [&](const Bytes& area) {
            return !parsePublicArea(role, area).has_value();
        });
    const Bytes rsa = chipVector("rsa_endorsement");
    for (std::size_t bit = 0; bit < (rsa.size() - 256) * 8; ++bit)
        EXPECT_FALSE(parsePublicArea(Role::Endorsement, flipped(rsa, bit))) << bit;
    EXPECT_FALSE(parsePublicArea(Role::Endorsement, flipped(rsa, (rsa.size() - 256) * 8 + 7)));
    EXPECT_FALSE(parsePublicArea(Role::Endorsement, flipped(rsa, (rsa.size() - 1) * 8)));
    EXPECT_FALSE(parsePublicArea(Role::Endorsement, concat({rsa, Bytes{0}})));
}

TEST(PublicArea, TemplatesAreNoKeys) {
    for (const Role role : kRoles)
        EXPECT_FALSE(parsePublicArea(role, templateOf(role)));
    EXPECT_FALSE(parsePublicArea(Role::Endorsement, rsaEndorsementTemplate()));
}

TEST(PublicArea, PointsOfOtherCurvesAreRefused) {
    const auto sm2 = EcPrivateKey::generate(Curve::Sm2);
    EXPECT_FALSE(publicAreaOf(Role::Identity, sm2->publicKey()));
    EXPECT_FALSE(publicAreaOf(Role::Identity, {Curve::P256, sm2->publicKey().point}));
    EXPECT_FALSE(publicAreaOf(Role::Identity, {Curve::P256, Bytes(64)}));
}

}  // namespace
}  // namespace tappay::crypto::tpm2
