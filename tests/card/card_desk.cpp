#include "card_desk.h"

#include <filesystem>
#include <fstream>

#include "simulator/perso/setup.h"

namespace tappay::test {

std::unique_ptr<PrivatePcscd> CardDesk::s_pcscd;

void CardDesk::SetUpTestSuite() {
    s_pcscd = std::make_unique<PrivatePcscd>();
    ASSERT_EQ(s_pcscd->start(), "");
    crypto::SystemRandom random;
    ASSERT_TRUE(simulator::setUpWorld(s_pcscd->directory() + "/sim", random));
}

void CardDesk::TearDownTestSuite() {
    s_pcscd.reset();
}

void CardDesk::SetUp() {
    m_box = std::make_unique<simulator::CardBox>(s_pcscd->directory() + "/sim/cards",
                                                 s_pcscd->readerSocket(), m_random, m_log);
    m_readers = card::watchPcscReaders(m_log);
    m_readers->onChange([this](const card::Snapshot&) {
        const std::scoped_lock lock(m_mutex);
        m_changed.notify_all();
    });
    ASSERT_TRUE(waitUntil([](const card::Snapshot& now) {
        return now.serviceRunning && now.readers.size() == 1 && !now.readers[0].cardPresent;
    }));
}

void CardDesk::TearDown() {
    m_readers.reset();
    m_box.reset();
}

std::unique_ptr<apdu::Card> CardDesk::connectTo(const std::string& name) {
    const auto before = m_readers->snapshot().readers.at(0);
    EXPECT_TRUE(m_box->insert(name));
    // A card that was in is seen leaving first.
    if (before.cardPresent) {
        EXPECT_TRUE(m_readers->waitForRemoval({before.name, before.events}, Deadline::in(5s)));
    }
    const auto place = waitForCard();
    if (!place) return nullptr;
    m_place = *place;
    auto connected = m_readers->connect(m_place);
    EXPECT_TRUE(connected) << (connected ? "" : connected.error().detail);
    return connected ? std::move(*connected) : nullptr;
}

void CardDesk::plugInSecondReader() {
    s_pcscd->stop();
    std::ofstream(secondReader()).flush();
    std::ofstream(s_pcscd->directory() + "/pcscd/second.conf")
        << "FRIENDLYNAME \"Second Reader\"\nDEVICENAME " << secondReader()
        << "\nLIBPATH " TAPPAY_LIB_DIR "/libtappay-ifd.so\nCHANNELID 2\n";
    ASSERT_EQ(s_pcscd->start(), "");
    ASSERT_TRUE(waitUntil([](const auto& now) { return now.readers.size() == 2; }));
}

void CardDesk::unplugSecondReader() {
    std::filesystem::remove(s_pcscd->directory() + "/pcscd/second.conf");
    s_pcscd->stop();
    ASSERT_EQ(s_pcscd->start(), "");
    ASSERT_TRUE(waitUntil([](const auto& now) { return now.readers.size() == 1; }));
}

bool CardDesk::waitUntil(const std::function<bool(const card::Snapshot&)>& condition) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, 5s, [&] { return condition(m_readers->snapshot()); });
}

}  // namespace tappay::test
