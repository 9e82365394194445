#pragma once

#include <gtest/gtest.h>

#include <memory>

#include "card/pcsc/readers.h"
#include "crypto/random.h"
#include "simulator/card/card_box.h"
#include "support/private_pcscd.h"

namespace tappay::test {

using namespace std::chrono_literals;

// A reader on the desk, a box of cards beside it, and the product's view of both.
class CardDesk : public testing::Test {
protected:
    static void SetUpTestSuite();
    static void TearDownTestSuite();
    void SetUp() override;
    void TearDown() override;

    void insert(const std::string& card) { ASSERT_TRUE(m_box->insert(card)); }
    // Inserts, waits until it is seen, connects.
    std::unique_ptr<apdu::Card> connectTo(const std::string& card);
    Result<card::CardPlace> waitForCard() { return m_readers->waitForCard({}, Deadline::in(5s)); }
    // pcscd reads its configuration only when it starts, so a virtual reader is plugged in and out
    // by a restart.
    void plugInSecondReader();
    void unplugSecondReader();
    [[nodiscard]] static std::string secondReader() {
        return s_pcscd->directory() + "/second.sock";
    }
    // Waits until the snapshot satisfies the condition.
    bool waitUntil(const std::function<bool(const card::Snapshot&)>& condition);

    static std::unique_ptr<PrivatePcscd> s_pcscd;
    Log m_log{"test", LogLevel::Error};
    crypto::SystemRandom m_random;
    std::unique_ptr<simulator::CardBox> m_box;
    std::unique_ptr<card::Readers> m_readers;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    card::CardPlace m_place;
};

}  // namespace tappay::test
