#include "terminal/working_keys.h"

#include <gtest/gtest.h>

#include <fstream>

#include "fake_world.h"

namespace tappay::terminal::testing {
namespace {

namespace fs = std::filesystem;

constexpr auto kPik = "31313131313131313232323232323232\n";
constexpr auto kMak = "41414141414141414242424242424242\n";

class WorkingKeysTest : public ::testing::Test {
protected:
    WorkingKeysTest() {
        write("pik.hex", kPik);
        write("mak.hex", kMak);
    }
    void write(const char* name, const std::string& contents) const {
        std::ofstream(directory.path() / name) << contents;
        fs::permissions(directory.path() / name, fs::perms::owner_read | fs::perms::owner_write);
    }

    TemporaryDirectory directory;
    WorkingKeys keys;
};

TEST_F(WorkingKeysTest, AreThereOnceLoaded) {
    EXPECT_EQ(keys.pik().error().code, FailureCode::KeyUnavailable);
    EXPECT_EQ(keys.mak().error().code, FailureCode::KeyUnavailable);
    ASSERT_TRUE(keys.load(directory.path()));
    EXPECT_EQ(toHex(keys.pik()->view()), "31313131313131313232323232323232");
    EXPECT_EQ(toHex(keys.mak()->view()), "41414141414141414242424242424242");
}

TEST_F(WorkingKeysTest, FilesOpenToOthersAreRefused) {
    for (const char* name : {"pik.hex", "mak.hex"})
        for (const auto right : {fs::perms::group_read, fs::perms::others_read}) {
            fs::permissions(directory.path() / name, right, fs::perm_options::add);
            EXPECT_EQ(keys.load(directory.path()).error().code, FailureCode::KeyUnavailable);
            fs::permissions(directory.path() / name, right, fs::perm_options::remove);
        }
    fs::remove(directory.path() / "pik.hex");
    EXPECT_EQ(keys.load(directory.path()).error().code, FailureCode::KeyUnavailable);
}

TEST_F(WorkingKeysTest, BadKeysAreNotRepeatedInTheFailureAndTheOldOnesStay) {
    ASSERT_TRUE(keys.load(directory.path()));
    const std::vector<std::string> bad{"", "31", "zz", std::string(kPik) + "31", kMak};
    for (const auto& contents : bad) {
        write("pik.hex", contents);
        const auto loaded = keys.load(directory.path());
        ASSERT_FALSE(loaded) << contents;
        EXPECT_EQ(loaded.error().code, FailureCode::KeyUnavailable);
        EXPECT_EQ(loaded.error().detail.find("3131"), std::string::npos);
        EXPECT_EQ(toHex(keys.pik()->view()), "31313131313131313232323232323232");
    }
}

}  // namespace
}  // namespace tappay::terminal::testing
