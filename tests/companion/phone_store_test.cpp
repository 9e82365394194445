#include "companion/phone_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

// The files of a phone.
namespace tappay::companion {
namespace {

class PhoneStoreTest : public testing::Test {
protected:
    PhoneStoreTest()
        : m_directory(testing::TempDir() + "phone-" + std::to_string(::getpid()) + "-" +
                      testing::UnitTest::GetInstance()->current_test_info()->name()) {}
    ~PhoneStoreTest() override { std::filesystem::remove_all(m_directory); }

    std::unique_ptr<PhoneStore> open() { return PhoneStore::open(m_directory).value(); }

    std::filesystem::path m_directory;
};

TEST_F(PhoneStoreTest, GivesNoNumberTwiceHoweverOftenItIsKilled) {
    std::uint32_t last = 0;
    for (int life = 0; life < 6; ++life) {
        const auto store = open();
        for (int i = 0; i < 3 * life; ++i) {
            const auto next = store->nextSequence().value();
            EXPECT_GT(next, last);
            last = next;
        }
    }
    EXPECT_LT(last, 64U + 45U) << "a killed phone leaves out few numbers";
}

TEST_F(PhoneStoreTest, GivesNoNumberThatCouldNotBeWrittenDown) {
    const auto store = open();
    std::filesystem::create_directory(m_directory / "sequence.json.new");
    EXPECT_FALSE(store->nextSequence());
    std::filesystem::remove(m_directory / "sequence.json.new");
    EXPECT_EQ(store->nextSequence().value(), 1U);
}

TEST_F(PhoneStoreTest, IsForItsOwnerAlone) {
    const auto store = open();
    store->makeKey().value();
    store->nextSequence().value();
    store->writeInbox("{}").value();
    struct stat facts{};
    ASSERT_EQ(::stat(m_directory.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777U, 0700U);
    for (const auto& file : std::filesystem::directory_iterator(m_directory)) {
        ASSERT_EQ(::stat(file.path().c_str(), &facts), 0);
        EXPECT_EQ(facts.st_mode & 0777U, 0600U) << file.path();
    }
}

TEST_F(PhoneStoreTest, KeyThatOthersCanReadIsNotUsed) {
    const auto store = open();
    store->makeKey().value();
    ::chmod((m_directory / "key.pem").c_str(), 0644);
    EXPECT_EQ(store->key().error().code, FailureCode::KeyUnavailable);
}

TEST_F(PhoneStoreTest, OnlyOneProgramIsThisPhone) {
    const auto store = open();
    EXPECT_EQ(PhoneStore::open(m_directory).error().code, FailureCode::AlreadyRunning);
}

TEST_F(PhoneStoreTest, KeepsItsDevices) {
    KeptDevice device{"01936b2e-5f00-7a31-8c11-3d2b6a90f4e7",
                      "Key on the ring",
                      KeptDevice::Standing::Registered,
                      {confirm::DeviceWay::Bluetooth, "AA:BB", "Key"},
                      {1, 2, 3}};
    open()->write(std::vector{device}).value();
    const auto kept = open()->devices().value();
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].id, device.id);
    EXPECT_EQ(kept[0].name, device.name);
    EXPECT_EQ(kept[0].standing, device.standing);
    EXPECT_EQ(kept[0].place, device.place);
    EXPECT_EQ(kept[0].certificate, device.certificate);
}

TEST_F(PhoneStoreTest, WhatIsDamagedIsSaidAndNotGuessed) {
    const auto store = open();
    for (const char* name : {"phone.json", "devices.json", "sequence.json", "pairing"}) {
        std::ofstream(m_directory / name) << "{\"half";
        ::chmod((m_directory / name).c_str(), 0600);
    }
    EXPECT_EQ(store->phone().error().code, FailureCode::KeyUnavailable);
    EXPECT_EQ(store->devices().error().code, FailureCode::KeyUnavailable);
    EXPECT_EQ(store->nextSequence().error().code, FailureCode::KeyUnavailable);
    EXPECT_EQ(store->pairing().error().code, FailureCode::KeyUnavailable);
}

}  // namespace
}  // namespace tappay::companion
