#include "card/pcsc/reader_list.h"

#include <fstream>

#include "card_desk.h"

// Cards that are tapped, and more than one card at once.
namespace tappay::test {
namespace {

TEST(Atr, SaysWhetherTheCardIsTapped) {
    const std::pair<const char*, bool> cases[] = {
        {"3B80800101", true},                                // no historical octets
        {"3B8880010000000000718171F8", true},                // type B
        {"3B8F8001804F0CA000000306030001000000006A", true},  // a storage card
        {"3BE8000081312045544150504159313130", false},       // virtual debit card, T=1
        {"3B6800005441505041593030", false},                 // T=0
        {"3B80800102FF", false},                             // longer than it says
        {"3B818001", false},                                 // cut off
        {"3F80800101", false},                               // inverse convention: contacts only
        {"", false},
    };
    for (const auto& [atr, contactless] : cases)
        EXPECT_EQ(card::isContactlessAtr(*fromHex(atr)), contactless) << atr;
}

class TwoReaders : public CardDesk {
protected:
    void SetUp() override {
        CardDesk::SetUp();
        plugInSecondReader();
        m_tap = s_pcscd->directory() + "/tap.json";
        std::ofstream(m_tap) << R"({"name":"tap","atr":"3B80800101","applications":[)"
                             << R"({"aid":"A000000333010101",)"
                             << R"("keyAc":"00112233445566778899AABBCCDDEEFF"}]})";
        m_second = std::make_unique<simulator::CardBox>(s_pcscd->directory() + "/sim/cards",
                                                        secondReader(), m_random, m_log);
    }
    void TearDown() override {
        m_second.reset();
        unplugSecondReader();
        CardDesk::TearDown();
    }
    // A tapped card on the second reader, an inserted one in the first.
    void presentBoth() {
        ASSERT_TRUE(m_second->insert(m_tap));
        insert("debit");
        ASSERT_TRUE(waitUntil([](const auto& now) {
            return now.readers[0].cardPresent && now.readers[1].cardPresent;
        }));
    }

    std::string m_tap;
    std::unique_ptr<simulator::CardBox> m_second;
};

TEST_F(TwoReaders, EachInterfaceIsWaitedForByItself) {
    presentBoth();
    const auto tapped = m_readers->waitForCard({.contact = false}, Deadline::in(5s));
    ASSERT_TRUE(tapped);
    EXPECT_TRUE(tapped->contactless);
    EXPECT_TRUE(tapped->reader.starts_with("Second Reader"));
    EXPECT_TRUE(m_readers->connect(*tapped));
    const auto inserted = m_readers->waitForCard({.contactless = false}, Deadline::in(5s));
    ASSERT_TRUE(inserted);
    EXPECT_FALSE(inserted->contactless);
    EXPECT_FALSE(inserted->reader.starts_with("Second Reader"));
    // A card that nobody waits for is as good as none.
    m_box->remove();
    ASSERT_TRUE(m_readers->waitForRemoval(*inserted, Deadline::in(5s)));
    EXPECT_EQ(m_readers->waitForCard({.contactless = false}, Deadline::in(10ms)).error().code,
              FailureCode::CardTimeout);
}

TEST_F(TwoReaders, OfTwoCardsNoneIsTakenUntilOneIsLeft) {
    presentBoth();
    std::vector<bool> told;
    const card::WantedCards wanted{.onSeveral = [&](bool several) {
        told.push_back(several);
        if (several) m_box->remove();
    }};
    const auto left = m_readers->waitForCard(wanted, Deadline::in(5s));
    ASSERT_TRUE(left);
    EXPECT_TRUE(left->contactless);
    EXPECT_EQ(told, std::vector{true});
    insert("debit");
    ASSERT_TRUE(waitUntil(
        [](const auto& now) { return now.readers[0].cardPresent && now.readers[1].cardPresent; }));
    EXPECT_EQ(m_readers->waitForCard({}, Deadline::in(10ms)).error().code,
              FailureCode::CardTimeout);
}

}  // namespace
}  // namespace tappay::test
