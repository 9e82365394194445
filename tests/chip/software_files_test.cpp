#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "chip_home.h"
#include "crypto/random.h"

namespace tappay::chip {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFiles[] = {"endorsement.pem", "endorsement-certificates.pem",
                                  "authority.pem",   "attestation.pem",
                                  "identity.pem",    "storage.pem",
                                  "seal.hex",        "master-a.hex",
                                  "counter.txt"};

// A chip with everything it can have.
class SoftwareFilesTest : public ::testing::Test {
protected:
    SoftwareFilesTest() {
        const auto chip = home.open();
        const auto keys = chip->makeKeys().value();
        crypto::SystemRandom random;
        const auto wrapped =
            crypto::tpm2::wrapHmacKey(keys.storage, Bytes(32, 0xA1), random).value();
        chip->import(Slot::A, wrapped).value();
        chip->count().value();
    }
    fs::path file(const char* name) const { return home.directory() / name; }
    void write(const char* name, const std::string& contents) const {
        std::ofstream(file(name)) << contents;
    }
    FailureCode openingFails() const {
        const auto chip = openSoftwareChip(home.directory());
        return chip ? FailureCode::Internal : chip.error().code;
    }

    ChipHome home;
};

TEST_F(SoftwareFilesTest, AreForTheirOwnerAlone) {
    for (const char* name : kFiles) {
        EXPECT_EQ(fs::status(file(name)).permissions(),
                  fs::perms::owner_read | fs::perms::owner_write)
            << name;
        fs::permissions(file(name), fs::perms::group_read, fs::perm_options::add);
        EXPECT_EQ(openingFails(), FailureCode::KeyUnavailable) << name;
        fs::permissions(file(name), fs::perms::group_read, fs::perm_options::remove);
        EXPECT_EQ(openingFails(), FailureCode::Internal);
    }
    fs::permissions(home.directory(), fs::perms::others_write, fs::perm_options::add);
    EXPECT_EQ(openingFails(), FailureCode::KeyUnavailable);
}

TEST_F(SoftwareFilesTest, HoldWhatTheyShouldOrNothingIsOpened) {
    const auto sm2 = crypto::EcPrivateKey::generate(crypto::Curve::Sm2)->toPem();
    const std::string foreign = toText(sm2->view());
    for (const char* name : kFiles)
        for (const std::string& contents :
             {std::string(), std::string("0"), std::string("-1"), std::string("A1A1A1"),
              std::string("-----BEGIN NOTHING-----"), foreign, std::string(9000, '1')}) {
            fs::copy_file(file(name), home.other("kept"), fs::copy_options::overwrite_existing);
            write(name, contents);
            const auto chip = openSoftwareChip(home.directory());
            EXPECT_FALSE(chip) << name << ": " << contents.substr(0, 30);
            if (!chip) {
                EXPECT_EQ(chip.error().code, FailureCode::KeyUnavailable);
                EXPECT_EQ(chip.error().detail.find("A1A1"), std::string::npos);
            }
            fs::copy_file(home.other("kept"), file(name), fs::copy_options::overwrite_existing);
        }
    EXPECT_EQ(openingFails(), FailureCode::Internal);
    EXPECT_FALSE(openSoftwareChip(home.other("nowhere")));
}

TEST_F(SoftwareFilesTest, AUsedUpCounterStops) {
    write("counter.txt", "18446744073709551615");
    const auto chip = home.open();
    EXPECT_EQ(chip->count().error().code, FailureCode::KeyUnavailable);
    EXPECT_EQ(home.open()->count().error().code, FailureCode::KeyUnavailable);
}

// What can't be written down does not count and is not held.
TEST_F(SoftwareFilesTest, WithoutADiskNothingChanges) {
    const auto chip = home.open();
    const auto before = chip->derive(Slot::A, {})->clone();
    const auto keys = chip->makeKeys().value();
    crypto::SystemRandom random;
    const auto wrapped = crypto::tpm2::wrapHmacKey(keys.storage, Bytes(32, 0xB2), random).value();
    fs::rename(home.directory(), home.other("away"));
    EXPECT_FALSE(chip->count());
    EXPECT_FALSE(chip->import(Slot::A, wrapped));
    EXPECT_FALSE(chip->clear());
    EXPECT_EQ(toHex(chip->derive(Slot::A, {})->view()), toHex(before.view()));
    EXPECT_TRUE(chip->sign({}));
    fs::rename(home.other("away"), home.directory());
    EXPECT_EQ(*chip->count(), 2U);
}

// Counts and changes the master key until it is killed; says each count that it was given.
[[noreturn]] void workUntilKilled(const fs::path& directory, int tell) {
    const auto chip = openSoftwareChip(directory).value();
    const auto keys = chip->makeKeys().value();
    crypto::SystemRandom random;
    for (;;) {
        const std::uint64_t value = chip->count().value();
        const Bytes key(32, static_cast<std::uint8_t>(value));
        chip->import(Slot::B, crypto::tpm2::wrapHmacKey(keys.storage, key, random).value()).value();
        if (::write(tell, &value, sizeof value) != sizeof value) ::_exit(1);
    }
}

TEST_F(SoftwareFilesTest, KilledAtAnyMomentItIsOldOrNew) {
    std::uint64_t last = 1;
    for (int round = 1; round <= 8; ++round) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) workUntilKilled(home.directory(), ends[1]);
        ::close(ends[1]);
        for (int told = 0; told < round; ++told)
            ASSERT_EQ(::read(ends[0], &last, sizeof last), static_cast<ssize_t>(sizeof last));
        ::kill(child, SIGKILL);
        ASSERT_EQ(::waitpid(child, nullptr, 0), child);
        std::uint64_t later = 0;
        while (::read(ends[0], &later, sizeof later) == static_cast<ssize_t>(sizeof later))
            last = later;
        ::close(ends[0]);
        const auto chip = home.open();
        EXPECT_TRUE(*chip->holds(Slot::B));
        const auto next = *chip->count();
        EXPECT_TRUE(next == last + 1 || next == last + 2) << next << " after " << last;
    }
}

}  // namespace
}  // namespace tappay::chip
