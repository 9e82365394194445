#pragma once

#include <gtest/gtest.h>

#include <winscard.h>

#include "../card/terminal_side.h"
#include "simulator/card/card_box.h"
#include "support/private_pcscd.h"

namespace tappay::test {

inline constexpr const char* kContactReader = "Tap & Pay Virtual Reader 00 00";
inline constexpr const char* kContactlessReader = "Tap & Pay Virtual Contactless Reader 01 00";

// Both virtual readers, a box of cards, and nothing of the product in between.
class ReaderDesk : public testing::Test {
protected:
    explicit ReaderDesk(simulator::ReaderChoice choice = {.contactless = true});
    ~ReaderDesk() override;
    void SetUp() override;

    // The vector profile under this name.
    void makeCard(const std::string& name, bool contact, bool contactless);
    // Until the presence of a card is as wanted; false after five seconds.
    bool waitFor(const char* reader, bool present);
    SCARDHANDLE connect(const char* reader);
    static Bytes atr(SCARDHANDLE card);
    // The answer in hexadecimal.
    static std::string transmit(SCARDHANDLE card, std::string_view command);

    TemporaryDirectory m_cards;
    PrivatePcscd m_pcscd;
    simulator::ReaderChoice m_choice;
    Log m_log{"test", LogLevel::Error};
    crypto::SystemRandom m_random;
    std::unique_ptr<simulator::CardBox> m_box;
    SCARDCONTEXT m_context = 0;
    std::vector<SCARDHANDLE> m_connected;
};

}  // namespace tappay::test
