#include "base/private_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace tappay {
namespace {

namespace fs = std::filesystem;

class PrivateFileTest : public ::testing::Test {
protected:
    PrivateFileTest() {
        std::string name = fs::temp_directory_path() / "tappay-private-XXXXXX";
        directory = ::mkdtemp(name.data());
        file = directory / "key.hex";
    }
    ~PrivateFileTest() override { fs::remove_all(directory); }

    FailureCode readingFails() const {
        const auto read = readPrivateFile(file);
        return read ? FailureCode::Internal : read.error().code;
    }
    std::string contents() const { return std::string(textOf(**readPrivateFile(file))); }

    fs::path directory, file;
};

TEST_F(PrivateFileTest, ANewOneTakesNobodysPlace) {
    ASSERT_TRUE(createPrivateFile(file, asBytes("first")));
    EXPECT_EQ(createPrivateFile(file, asBytes("second")).error().code, FailureCode::KeyUnavailable);
    EXPECT_EQ(contents(), "first");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}), 1);
}

TEST_F(PrivateFileTest, IsReplacedAsAWhole) {
    EXPECT_EQ(*readPrivateFile(file) == std::nullopt, true);
    ASSERT_TRUE(writePrivateFile(file, asBytes("old")));
    EXPECT_EQ(contents(), "old");
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    ASSERT_TRUE(writePrivateFile(file, asBytes("new one")));
    EXPECT_EQ(contents(), "new one");
    ASSERT_TRUE(removePrivateFile(file));
    EXPECT_FALSE(fs::exists(file));
    EXPECT_TRUE(removePrivateFile(file));
    EXPECT_TRUE(fs::is_empty(directory));
}

// What a power cut in the middle of a write has left: half a file beside the old one, with any
// rights.
TEST_F(PrivateFileTest, ACutWriteLeavesTheOldOneAndIsNotInTheWay) {
    ASSERT_TRUE(writePrivateFile(file, asBytes("old")));
    const auto half = directory / "key.hex.new";
    std::ofstream(half) << "ne";
    fs::permissions(half, fs::perms::all);
    EXPECT_EQ(contents(), "old");
    ASSERT_TRUE(writePrivateFile(file, asBytes("new")));
    EXPECT_EQ(contents(), "new");
    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    std::ofstream(half) << "ne";
    ASSERT_TRUE(removePrivateFile(file));
    EXPECT_TRUE(fs::is_empty(directory));
}

TEST_F(PrivateFileTest, ALinkIsNotFollowed) {
    const auto elsewhere = directory / "elsewhere";
    std::ofstream(elsewhere) << "theirs";
    fs::permissions(elsewhere, fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink(elsewhere, file);
    EXPECT_EQ(readingFails(), FailureCode::KeyUnavailable);
    fs::create_symlink(elsewhere, directory / "key.hex.new");
    ASSERT_TRUE(writePrivateFile(file, asBytes("ours")));
    EXPECT_FALSE(fs::is_symlink(file));
    EXPECT_EQ(fs::file_size(elsewhere), 6U);
}

TEST_F(PrivateFileTest, WhatIsNotPrivateIsNotRead) {
    ASSERT_TRUE(writePrivateFile(file, asBytes("key")));
    for (const auto right : {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write,
                             fs::perms::others_exec}) {
        fs::permissions(file, right, fs::perm_options::add);
        EXPECT_EQ(readingFails(), FailureCode::KeyUnavailable);
        fs::permissions(file, right, fs::perm_options::remove);
        EXPECT_EQ(contents(), "key");
    }
}

TEST_F(PrivateFileTest, OnlyFilesOfAPossibleSizeAreTaken) {
    EXPECT_FALSE(writePrivateFile(file, {}));
    EXPECT_FALSE(writePrivateFile(file, Bytes(64 * 1024 + 1)));
    EXPECT_FALSE(fs::exists(file));
    ASSERT_TRUE(writePrivateFile(file, Bytes(64 * 1024, 'x')));
    std::ofstream(file, std::ios::app) << "x";
    EXPECT_EQ(readingFails(), FailureCode::KeyUnavailable);
    std::ofstream(file, std::ios::trunc).flush();
    EXPECT_EQ(readingFails(), FailureCode::KeyUnavailable);
    fs::remove(file);
    fs::create_directory(file);
    fs::permissions(file, fs::perms::owner_all);
    EXPECT_EQ(readingFails(), FailureCode::KeyUnavailable);
    fs::remove(file);
    // Nobody writes into a pipe: reading must not wait for it.
    ASSERT_EQ(::mkfifo(file.c_str(), 0600), 0);
    EXPECT_EQ(readingFails(), FailureCode::KeyUnavailable);
}

TEST_F(PrivateFileTest, WhereNothingCanBeWrittenIsSaid) {
    EXPECT_EQ(writePrivateFile(directory / "none" / "key", asBytes("key")).error().code,
              FailureCode::KeyUnavailable);
}

}  // namespace
}  // namespace tappay
