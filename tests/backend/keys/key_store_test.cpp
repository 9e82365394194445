#include "backend/keys/key_store.h"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>

#include "backend/keys/soft_token.h"

namespace tappay::backend::keys {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTerminal = "10000001";
constexpr std::int64_t kNow = 1'795'000'000'000;
constexpr const char* kOther = "10000002";

KeyHandle handle(KeyPurpose purpose, KeyAlgorithm algorithm, std::size_t octets,
                 std::uint8_t value) {
    return {purpose, algorithm, octets, Bytes(octets + 8, value), Bytes(4, value)};
}

KeyHandle master(std::uint8_t value) {
    return handle(KeyPurpose::Master, KeyAlgorithm::Hmac, 32, value);
}

SignOnKeys signOnKeys(const std::string& session, std::uint32_t version, std::uint8_t value,
                      const char* terminal = kTerminal) {
    return {session,
            terminal,
            version,
            handle(KeyPurpose::TerminalPin, KeyAlgorithm::Aes, 32, value),
            handle(KeyPurpose::Process, KeyAlgorithm::Hmac, 32, value),
            1'800'000'000'000};
}

class KeyStoreTest : public ::testing::Test {
protected:
    KeyStore open() {
        auto store = KeyStore::open(m_file);
        EXPECT_TRUE(store) << store.error().detail;
        return std::move(*store);
    }
    // Everything the store says of the terminal, to compare.
    static std::string told(KeyStore& store) {
        std::string all;
        const auto masters = store.masterKeys(kTerminal).value();
        for (const auto& key : masters)
            all += "v" + std::to_string(key.version) + "=" +
                   std::to_string(static_cast<int>(key.standing)) + toHex(key.key.wrapped) + " ";
        for (const auto* session : {"s1", "s2", "s3"})
            if (const auto keys = store.signedOn(session))
                all += std::string(session) + toHex(keys->pin.wrapped) +
                       toHex(keys->process.wrapped) + " ";
        for (const auto purpose : {KeyPurpose::NetworkMaster, KeyPurpose::NetworkPin,
                                   KeyPurpose::NetworkMac, KeyPurpose::NetworkTrack})
            if (const auto key = store.networkKey(kTerminal, purpose))
                all += std::string(nameOf(purpose)) + toHex(key->wrapped) + " ";
        return all;
    }
    // How many octets of this value the database's files still hold in a row, at least 16.
    bool onDisk(std::uint8_t value) {
        const std::string searched(16, static_cast<char>(value));
        for (const auto& entry : fs::directory_iterator(m_file.parent_path())) {
            if (!entry.path().filename().string().starts_with("keys.db")) continue;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string all{std::istreambuf_iterator<char>(file), {}};
            if (all.find(searched) != std::string::npos) return true;
        }
        return false;
    }

    KeyDirectory m_directory;
    fs::path m_file = m_directory.path() / "keys.db";
};

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

TEST_F(KeyStoreTest, AMasterKeysAgeCountsFromItsFirstAcknowledgement) {
    auto store = open();
    EXPECT_EQ(store.wantRenewal(kTerminal, kNow).error().code, FailureCode::KeyUnavailable);
    ASSERT_TRUE(store.offer(kTerminal, master(1)));
    EXPECT_FALSE(store.masterKey(kTerminal, 1)->acknowledged);
    EXPECT_FALSE(store.wantRenewal(kTerminal, kNow)) << "nobody knows whether it has arrived";
    ASSERT_TRUE(store.acknowledge(kTerminal, 1, kNow));
    ASSERT_TRUE(store.acknowledge(kTerminal, 1, kNow + 5));
    EXPECT_EQ(store.masterKey(kTerminal, 1)->acknowledged, kNow);
    EXPECT_FALSE(store.masterKey(kTerminal, 1)->renewal);
    ASSERT_TRUE(store.wantRenewal(kTerminal, kNow + 7));
    EXPECT_EQ(store.masterKey(kTerminal, 1)->renewal, kNow + 7);
    ASSERT_TRUE(store.offer(kTerminal, master(2)));
    ASSERT_TRUE(store.acknowledge(kTerminal, 2, kNow + 9));
    EXPECT_EQ(store.masterKey(kTerminal, 2)->acknowledged, kNow + 9);
    EXPECT_FALSE(store.masterKey(kTerminal, 2)->renewal) << "it is the new one";
}

// A file of the first version.
TEST_F(KeyStoreTest, KeysFromBeforeAgesWereNotedCountFromNow) {
    {
        auto store = open();
        for (const auto version : {1U, 2U}) {
            ASSERT_TRUE(store.offer(kTerminal, master(static_cast<std::uint8_t>(version))));
            ASSERT_TRUE(store.acknowledge(kTerminal, version, kNow));
        }
        ASSERT_TRUE(store.signOn(signOnKeys("s1", 2, 0x21)));
        ASSERT_TRUE(store.offer(kTerminal, master(3)));
    }
    auto database = store::Database::open(m_file).value();
    ASSERT_TRUE(
        database.execute("ALTER TABLE master_keys DROP COLUMN acknowledged;"
                         "ALTER TABLE master_keys DROP COLUMN renewal;"
                         "PRAGMA user_version = 1"));
    const auto before = std::chrono::system_clock::now().time_since_epoch();
    auto store = open();
    const auto all = store.masterKeys(kTerminal).value();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_FALSE(all[0].acknowledged) << "replaced";
    ASSERT_TRUE(all[1].acknowledged);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(before).count();
    EXPECT_GE(*all[1].acknowledged, seconds * 1000);
    EXPECT_LT(*all[1].acknowledged, (seconds + 60) * 1000);
    EXPECT_FALSE(all[2].acknowledged) << "offered";
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
