#include <gtest/gtest.h>

#include "chip_home.h"

namespace tappay::chip {
namespace {

namespace fs = std::filesystem;
using crypto::Purpose;

class SoftwareFactoryTest : public ::testing::Test {
protected:
    ChipHome home;
};

TEST_F(SoftwareFactoryTest, TheDefaultChainLeadsToTheMaker) {
    const auto factory = home.open()->factory();
    ASSERT_TRUE(factory);
    EXPECT_EQ(factory->key.role, crypto::tpm2::Role::Endorsement);
    EXPECT_EQ(factory->authority, home.authority());
    ASSERT_EQ(factory->certificates.size(), 2U);
    const auto verified =
        crypto::verifyChain(factory->certificates, std::vector<Bytes>{home.root()},
                            {.purpose = Purpose::EndorsementKey,
                             .at = home.now(),
                             .longest = 3,
                             .key = std::get<crypto::EcPublicKey>(factory->key.key)});
    ASSERT_TRUE(verified) << verified.error().detail;
    EXPECT_EQ(verified->chip->model, "software");
    EXPECT_EQ(home.open()->description().model, "software");
}

TEST_F(SoftwareFactoryTest, NoChipIsMadeOverAnother) {
    const auto before = home.open()->factory()->key.name;
    EXPECT_EQ(makeSoftwareChip(home.directory(), home.line()).error().code,
              FailureCode::KeyUnavailable);
    EXPECT_EQ(home.open()->factory()->key.name, before);
}

TEST_F(SoftwareFactoryTest, EveryChipIsAnother) {
    ASSERT_TRUE(makeSoftwareChip(home.other("second"), home.line()));
    const auto second = openSoftwareChip(home.other("second"));
    EXPECT_NE((*second)->factory()->key.name, home.open()->factory()->key.name);
    EXPECT_EQ(fs::status(home.other("second")).permissions(), fs::perms::owner_all);
}

TEST_F(SoftwareFactoryTest, WithoutItsFilesThereIsNoFactoryState) {
    for (const char* name : {"endorsement.pem", "endorsement-certificates.pem", "authority.pem"}) {
        const auto file = home.directory() / name;
        fs::rename(file, home.other(name));
        EXPECT_EQ(home.open()->factory().error().code, FailureCode::KeyUnavailable) << name;
        fs::rename(home.other(name), file);
    }
    EXPECT_TRUE(home.open()->factory());
    EXPECT_FALSE(makeSoftwareChip(home.other("no") / "where", home.line()));
}

}  // namespace
}  // namespace tappay::chip
