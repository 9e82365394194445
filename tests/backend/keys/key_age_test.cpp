#include "backend/keys/key_store_fixture.h"

// When a master key is due for its successor.
namespace tappay::backend::keys {
namespace {

using KeyAgeTest = KeyStoreTest;

TEST_F(KeyAgeTest, AMasterKeysAgeCountsFromItsFirstAcknowledgement) {
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
TEST_F(KeyAgeTest, KeysFromBeforeAgesWereNotedCountFromNow) {
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
                         "ALTER TABLE sign_ons DROP COLUMN initial_key_id;"
                         "DROP INDEX sealed_pins;"
                         "ALTER TABLE sealings DROP COLUMN pin_key_serial;"
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

}  // namespace
}  // namespace tappay::backend::keys
