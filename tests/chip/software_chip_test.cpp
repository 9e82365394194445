#include "chip/software/software_chip.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

namespace tappay::chip {
namespace {

namespace fs = std::filesystem;

constexpr auto kPik = "31313131313131313232323232323232\n";
constexpr auto kMak = "41414141414141414242424242424242\n";

class SoftwareChipTest : public ::testing::Test {
protected:
    SoftwareChipTest() {
        std::string name = fs::temp_directory_path() / "tappay-chip-XXXXXX";
        directory = ::mkdtemp(name.data());
        auto key = crypto::EcPrivateKey::generate(crypto::Curve::P256);
        identity = key->publicKey();
        write("identity.pem", toText(key->toPem()->view()));
        write("pik.hex", kPik);
        write("mak.hex", kMak);
    }
    ~SoftwareChipTest() override { fs::remove_all(directory); }

    void write(const char* name, const std::string& contents) const {
        std::ofstream(directory / name) << contents;
        fs::permissions(directory / name, fs::perms::owner_read | fs::perms::owner_write);
    }
    FailureCode failure() const {
        const auto chip = openSoftwareChip(directory);
        return chip ? FailureCode::Internal : chip.error().code;
    }

    fs::path directory;
    crypto::EcPublicKey identity;
};

TEST_F(SoftwareChipTest, SignsAndGivesWorkingKeys) {
    auto chip = openSoftwareChip(directory);
    ASSERT_TRUE(chip) << chip.error().detail;
    EXPECT_EQ((*chip)->form(), Form::Software);
    EXPECT_EQ((*chip)->identity(), identity);
    const auto message = toBytes("message");
    const auto signature = (*chip)->sign(message);
    ASSERT_TRUE(signature);
    const auto verifier = crypto::EcVerifier::create(identity);
    EXPECT_TRUE(verifier->verifyEcdsa(message, *signature));
    EXPECT_FALSE(verifier->verifyEcdsa(toBytes("massage"), *signature));
    const auto pik = (*chip)->workingKey(WorkingKey::Pin);
    EXPECT_EQ(toHex(pik->view()), "31313131313131313232323232323232");
    EXPECT_EQ(toHex((*chip)->workingKey(WorkingKey::Mac)->view()),
              "41414141414141414242424242424242");
}

TEST_F(SoftwareChipTest, FilesOpenToOthersAreRefused) {
    for (const char* name : {"identity.pem", "pik.hex", "mak.hex"})
        for (const auto right : {fs::perms::group_read, fs::perms::others_read,
                                 fs::perms::group_write, fs::perms::others_exec}) {
            fs::permissions(directory / name, right, fs::perm_options::add);
            EXPECT_EQ(failure(), FailureCode::KeyUnavailable) << name;
            fs::permissions(directory / name, right, fs::perm_options::remove);
            EXPECT_TRUE(openSoftwareChip(directory));
        }
}

TEST_F(SoftwareChipTest, BadKeysAreRefusedAndNotRepeatedInTheFailure) {
    const std::vector<std::string> bad{"", "31", "zz", std::string(kPik) + "31", kMak};
    for (const auto& contents : bad) {
        write("pik.hex", contents);
        const auto chip = openSoftwareChip(directory);
        ASSERT_FALSE(chip) << contents;
        EXPECT_EQ(chip.error().code, FailureCode::KeyUnavailable);
        EXPECT_EQ(chip.error().detail.find("3131"), std::string::npos);
    }
}

TEST_F(SoftwareChipTest, MissingFilesAndOtherThingsAreRefused) {
    write("identity.pem", "-----BEGIN NOTHING-----");
    EXPECT_EQ(failure(), FailureCode::KeyUnavailable);
    auto sm2 = crypto::EcPrivateKey::generate(crypto::Curve::Sm2);
    write("identity.pem", toText(sm2->toPem()->view()));
    EXPECT_EQ(failure(), FailureCode::KeyUnavailable);
    fs::remove(directory / "identity.pem");
    EXPECT_EQ(failure(), FailureCode::KeyUnavailable);
    fs::create_directory(directory / "identity.pem");
    fs::permissions(directory / "identity.pem", fs::perms::owner_all);
    EXPECT_EQ(failure(), FailureCode::KeyUnavailable);
}

}  // namespace
}  // namespace tappay::chip
