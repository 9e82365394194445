#include <functional>

#include "backend/keys/key_store_fixture.h"

namespace tappay::backend::keys {
namespace {

TEST_F(KeyStoreTest, OldMasterKeyStaysUntilTheNewOneIsUsed) {
    auto store = open();
    EXPECT_EQ(store.masterKey(kTerminal, 1).error().code, FailureCode::KeyUnavailable);
    EXPECT_EQ(store.offer(kTerminal, master(1)).value(), 1U);
    EXPECT_EQ(store.offer(kOther, master(9)).value(), 1U) << "each terminal counts for itself";
    EXPECT_EQ(store.signOn(signOnKeys("s1", 1, 0x21)).error().code, FailureCode::KeyRejected)
        << "offered is not acknowledged";
    ASSERT_TRUE(store.acknowledge(kTerminal, 1, kNow));
    ASSERT_TRUE(store.acknowledge(kTerminal, 1, kNow)) << "a receipt may come twice";
    ASSERT_TRUE(store.signOn(signOnKeys("s1", 1, 0x21)));
    EXPECT_EQ(store.masterKey(kTerminal, 1)->standing, Standing::InUse);

    EXPECT_EQ(store.offer(kTerminal, master(2)).value(), 2U);
    ASSERT_TRUE(store.signOn(signOnKeys("s2", 1, 0x22))) << "the old one still works";
    EXPECT_EQ(store.offer(kTerminal, master(3)).value(), 3U) << "nobody acknowledged the second";
    EXPECT_EQ(store.acknowledge(kTerminal, 2, kNow).error().code, FailureCode::KeyRejected);
    ASSERT_TRUE(store.acknowledge(kTerminal, 3, kNow));
    EXPECT_EQ(store.masterKey(kTerminal, 1)->key, master(1));
    ASSERT_TRUE(store.signOn(signOnKeys("s3", 3, 0x23)));
    EXPECT_EQ(store.masterKey(kTerminal, 1).error().code, FailureCode::KeyUnavailable);
    EXPECT_EQ(store.masterKey(kTerminal, 3)->standing, Standing::InUse);
    EXPECT_EQ(store.signOn(signOnKeys("s4", 1, 0x24)).error().code, FailureCode::KeyRejected);
    EXPECT_EQ(store.acknowledge(kTerminal, 7, kNow).error().code, FailureCode::KeyRejected);

    const auto all = store.masterKeys(kTerminal).value();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].standing, Standing::Replaced);
    EXPECT_TRUE(all[0].key.wrapped.empty());
    EXPECT_EQ(all[0].key.checkValue, master(1).checkValue) << "to tell which one it was";
    EXPECT_EQ(store.masterKey(kOther, 1)->key, master(9));
}

TEST_F(KeyStoreTest, SignOnBeforeThisOneStaysGood) {
    auto store = open();
    ASSERT_TRUE(store.offer(kTerminal, master(1)));
    ASSERT_TRUE(store.acknowledge(kTerminal, 1, kNow));
    const auto first = signOnKeys("s1", 1, 0x21);
    ASSERT_TRUE(store.signOn(first));
    const auto read = store.signedOn("s1");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->terminalId, kTerminal);
    EXPECT_EQ(read->keyVersion, 1U);
    EXPECT_EQ(read->pin, first.pin);
    EXPECT_EQ(read->process, first.process);
    EXPECT_EQ(read->expires, first.expires);
    ASSERT_TRUE(store.signOn(signOnKeys("s2", 1, 0x22)));
    EXPECT_TRUE(store.signedOn("s1"));
    ASSERT_TRUE(store.signOn(signOnKeys("s3", 1, 0x23)));
    EXPECT_EQ(store.signedOn("s1").error().code, FailureCode::NotSignedOn);
    EXPECT_TRUE(store.signedOn("s2"));
    EXPECT_FALSE(store.signOn(signOnKeys("s3", 1, 0x24))) << "a session is new";
    EXPECT_TRUE(store.signedOn("s2")) << "and a refused one changes nothing";
}

Result<void> note(KeyStore& store, const std::string& session, std::uint32_t number,
                  const std::string& transactionId) {
    const Sealing sealing{session, number, transactionId};
    TAPPAY_TRY(noted, store.noteSealings({&sealing, 1}));
    return noted.front();
}

TEST_F(KeyStoreTest, SealingsOnlyGoUp) {
    auto store = open();
    ASSERT_TRUE(store.offer(kTerminal, master(1)));
    ASSERT_TRUE(store.acknowledge(kTerminal, 1, kNow));
    ASSERT_TRUE(store.signOn(signOnKeys("s1", 1, 0x21)));
    EXPECT_EQ(note(store, "s2", 1, "a").error().code, FailureCode::NotSignedOn);
    EXPECT_TRUE(note(store, "s1", 1, "a"));
    EXPECT_TRUE(note(store, "s1", 4, "b")) << "one was never sent";
    EXPECT_TRUE(note(store, "s1", 1, "a")) << "the same once more";
    EXPECT_TRUE(note(store, "s1", 4, "b"));
    for (const std::uint32_t number : {0U, 1U, 2U, 3U, 4U})
        EXPECT_EQ(note(store, "s1", number, "c").error().code, FailureCode::KeyRejected) << number;
    EXPECT_EQ(note(store, "s1", 4, "a").error().code, FailureCode::KeyRejected);
    auto again = open();
    EXPECT_EQ(note(again, "s1", 4, "c").error().code, FailureCode::KeyRejected)
        << "after a restart too";
    EXPECT_TRUE(note(again, "s1", 4294967295U, "c"));
    ASSERT_TRUE(again.signOn(signOnKeys("s2", 1, 0x22)));
    EXPECT_TRUE(note(again, "s2", 1, "d")) << "each sign-on counts for itself";
}

TEST_F(KeyStoreTest, EachSealingOfACommitHasItsOwnAnswer) {
    auto store = open();
    ASSERT_TRUE(store.offer(kTerminal, master(1)));
    ASSERT_TRUE(store.acknowledge(kTerminal, 1, kNow));
    ASSERT_TRUE(store.signOn(signOnKeys("s1", 1, 0x21)));
    const std::vector<Sealing> sealings{
        {"s1", 2, "a"}, {"s2", 1, "b"}, {"s1", 1, "c"}, {"s1", 2, "a"}, {"s1", 3, "d"}};
    const auto noted = store.noteSealings(sealings).value();
    ASSERT_EQ(noted.size(), 5U);
    EXPECT_TRUE(noted[0]);
    EXPECT_EQ(noted[1].error().code, FailureCode::NotSignedOn);
    EXPECT_EQ(noted[2].error().code, FailureCode::KeyRejected);
    EXPECT_TRUE(noted[3]);
    EXPECT_TRUE(noted[4]);
    auto again = open();
    EXPECT_EQ(note(again, "s1", 3, "e").error().code, FailureCode::KeyRejected) << "all is stored";
}

TEST_F(KeyStoreTest, NetworkKeysAreReplacedTogether) {
    auto store = open();
    const auto key = [](KeyPurpose purpose, std::uint8_t value) {
        return handle(purpose, KeyAlgorithm::Tdes, 16, value);
    };
    ASSERT_TRUE(store.setNetworkMaster(kTerminal, key(KeyPurpose::NetworkMaster, 1)));
    ASSERT_TRUE(store.setWorkingKeys(
        kTerminal, {key(KeyPurpose::NetworkPin, 2), key(KeyPurpose::NetworkMac, 3),
                    key(KeyPurpose::NetworkTrack, 4)}));
    ASSERT_TRUE(store.setWorkingKeys(
        kTerminal, {key(KeyPurpose::NetworkPin, 5), key(KeyPurpose::NetworkMac, 6)}));
    EXPECT_EQ(store.networkKey(kTerminal, KeyPurpose::NetworkMaster)->wrapped[0], 1);
    EXPECT_EQ(store.networkKey(kTerminal, KeyPurpose::NetworkPin)->wrapped[0], 5);
    EXPECT_EQ(store.networkKey(kTerminal, KeyPurpose::NetworkMac)->wrapped[0], 6);
    EXPECT_EQ(store.networkKey(kTerminal, KeyPurpose::NetworkTrack).error().code,
              FailureCode::KeyUnavailable);
    EXPECT_FALSE(store.setWorkingKeys(
        kTerminal, {key(KeyPurpose::NetworkPin, 7), key(KeyPurpose::NetworkPin, 8)}));
    EXPECT_EQ(store.networkKey(kTerminal, KeyPurpose::NetworkPin)->wrapped[0], 5);
    ASSERT_TRUE(store.setNetworkMaster(kTerminal, key(KeyPurpose::NetworkMaster, 9)));
    EXPECT_EQ(store.networkKey(kTerminal, KeyPurpose::NetworkMaster)->wrapped[0], 9);
    EXPECT_EQ(store.networkKey(kTerminal, KeyPurpose::NetworkMac)->wrapped[0], 6);
    EXPECT_FALSE(store.networkKey(kOther, KeyPurpose::NetworkMac));
    const auto all = store.workingKeys().value();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all.at(kTerminal).size(), 2U) << "without the master key";
}

TEST_F(KeyStoreTest, ReplacedValuesAreGoneFromTheFile) {
    {
        auto store = open();
        ASSERT_TRUE(store.offer(kTerminal, master(0xC1)));
        ASSERT_TRUE(store.acknowledge(kTerminal, 1, kNow));
        ASSERT_TRUE(store.signOn(signOnKeys("s1", 1, 0xC3)));
        ASSERT_TRUE(store.offer(kTerminal, master(0xC2)));
        ASSERT_TRUE(store.acknowledge(kTerminal, 2, kNow));
    }
    EXPECT_TRUE(onDisk(0xC1));
    {
        auto store = open();
        ASSERT_TRUE(store.signOn(signOnKeys("s2", 2, 0xC4)));
        ASSERT_TRUE(store.signOn(signOnKeys("s3", 2, 0xC5)));
    }
    EXPECT_FALSE(onDisk(0xC1));
    EXPECT_FALSE(onDisk(0xC3));
    EXPECT_TRUE(onDisk(0xC2));
    EXPECT_TRUE(onDisk(0xC4));
}

// The power fails anywhere in the writing of a step: what was written of the log up to there is
// what a restart finds. It is the state before the step or the one after it.
TEST_F(KeyStoreTest, PowerCutLeavesOldOrNew) {
    auto store = open();
    const auto wal = fs::path(m_file.string() + "-wal");
    const auto cutDirectory = m_directory.path() / "cut";
    const auto cutFile = cutDirectory / "keys.db";
    const struct {
        const char* what;
        std::function<bool()> step;
    } steps[] = {
        {"offer", [&] { return store.offer(kTerminal, master(1)).has_value(); }},
        {"acknowledge", [&] { return store.acknowledge(kTerminal, 1, kNow).has_value(); }},
        {"sign on", [&] { return store.signOn(signOnKeys("s1", 1, 0x21)).has_value(); }},
        {"network master",
         [&] {
             return store
                 .setNetworkMaster(kTerminal,
                                   handle(KeyPurpose::NetworkMaster, KeyAlgorithm::Tdes, 16, 0x31))
                 .has_value();
         }},
        {"working keys",
         [&] {
             return store
                 .setWorkingKeys(kTerminal,
                                 {handle(KeyPurpose::NetworkPin, KeyAlgorithm::Tdes, 16, 0x32),
                                  handle(KeyPurpose::NetworkMac, KeyAlgorithm::Tdes, 16, 0x33)})
                 .has_value();
         }},
        {"offer the next", [&] { return store.offer(kTerminal, master(2)).has_value(); }},
        {"acknowledge the next", [&] { return store.acknowledge(kTerminal, 2, kNow).has_value(); }},
        {"use the next", [&] { return store.signOn(signOnKeys("s2", 2, 0x22)).has_value(); }},
        {"sign on again", [&] { return store.signOn(signOnKeys("s3", 2, 0x23)).has_value(); }},
        {"new working keys",
         [&] {
             return store
                 .setWorkingKeys(kTerminal,
                                 {handle(KeyPurpose::NetworkPin, KeyAlgorithm::Tdes, 16, 0x34),
                                  handle(KeyPurpose::NetworkMac, KeyAlgorithm::Tdes, 16, 0x35)})
                 .has_value();
         }},
    };
    for (const auto& step : steps) {
        const auto before = told(store);
        const auto sizeBefore = fs::file_size(wal);
        ASSERT_TRUE(step.step()) << step.what;
        const auto after = told(store);
        ASSERT_NE(before, after) << step.what;
        const auto sizeAfter = fs::file_size(wal);
        ASSERT_GT(sizeAfter, sizeBefore) << step.what;
        std::size_t old = 0, fresh = 0;
        for (auto size = sizeBefore; size <= sizeAfter; size += 1030) {
            const auto cut = size + 1030 > sizeAfter ? sizeAfter : size;
            fs::remove_all(cutDirectory);
            fs::create_directory(cutDirectory);
            fs::copy_file(m_file, cutFile);
            fs::copy_file(wal, cutFile.string() + "-wal");
            fs::resize_file(cutFile.string() + "-wal", cut);
            auto found = KeyStore::open(cutFile);
            ASSERT_TRUE(found) << found.error().detail;
            const auto state = told(*found);
            EXPECT_TRUE(state == before || state == after)
                << step.what << " cut at " << cut << ": " << state;
            ++(state == before ? old : fresh);
        }
        EXPECT_GT(old, 0U) << step.what;
        EXPECT_EQ(fresh, 1U) << step.what << ": only the whole of it counts";
    }
}

TEST_F(KeyStoreTest, ARowThatWasChangedIsNoKey) {
    {
        auto store = open();
        ASSERT_TRUE(store.setNetworkMaster(
            kTerminal, handle(KeyPurpose::NetworkMaster, KeyAlgorithm::Tdes, 16, 1)));
    }
    auto database = store::Database::open(m_file).value();
    for (const auto* change : {"purpose = 99", "purpose = 0", "algorithm = 9", "octets = 7"}) {
        ASSERT_TRUE(database.execute("UPDATE keys SET purpose = 4, algorithm = 3, octets = 16"));
        auto store = open();
        EXPECT_TRUE(store.networkKey(kTerminal, KeyPurpose::NetworkMaster));
        ASSERT_TRUE(database.execute(std::string("UPDATE keys SET ") + change));
        EXPECT_EQ(store.networkKey(kTerminal, KeyPurpose::NetworkMaster).error().code,
                  FailureCode::KeyUnavailable)
            << change;
    }
}

}  // namespace
}  // namespace tappay::backend::keys
