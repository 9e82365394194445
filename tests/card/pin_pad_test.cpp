#include "card/pcsc/pin_pad.h"

#include "card_desk.h"

namespace tappay::card {
namespace {

TEST(PinPad, FindsAFeatureAmongTheOthers) {
    const auto list = *fromHex(
        "120442330012"
        "060442330006"
        "0A044233000A");
    EXPECT_EQ(controlCodeOf(0x06, list), 0x42330006u);
    EXPECT_EQ(controlCodeOf(0x0A, list), 0x4233000Au);
    EXPECT_EQ(controlCodeOf(0x07, list), std::nullopt);
    EXPECT_EQ(controlCodeOf(0x06, *fromHex("06044233")), std::nullopt);
    EXPECT_EQ(controlCodeOf(0x06, *fromHex("0602423300060604")), std::nullopt);
    EXPECT_EQ(controlCodeOf(0x06, {}), std::nullopt);
}

// PC/SC part 10, 2.5.2: the numbers travel as this machine writes them.
TEST(PinPad, AsksForFourToTwelveDigitsInFormatTwo) {
    EXPECT_EQ(toHex(plaintextPinRequest()),
              "3C1E"      // 60 s in all, 30 s after the first key
              "894704"    // block
              "0C04"      // 4 to 12 digits
              "02FF"      // confirmation key, the reader's own words
              "000000"    // language, message
              "000000"    // no T=1 prologue
              "0D000000"  // the command that follows
              "0020008008"
              "20FFFFFFFFFFFFFF");
}

// The terminal's time limits; one octet each, and 0 would be the reader's own choice.
TEST(PinPad, TellsTheReaderHowLongToWait) {
    using std::chrono::seconds;
    const auto times = [](int total, int afterFirstKey) {
        return toHex(plaintextPinRequest({seconds(total), seconds(afterFirstKey)})).substr(0, 4);
    };
    EXPECT_EQ(times(45, 10), "2D0A");
    EXPECT_EQ(times(600, 0), "FF01");
}

class KeysOfTheReader : public test::CardDesk {
protected:
    static void SetUpTestSuite() {
        CardDesk::SetUpTestSuite();
        s_pcscd->stop();
        ASSERT_EQ(s_pcscd->start({.pinPad = true}), "");
    }
};

TEST_F(KeysOfTheReader, EndWithTheTerminalsTime) {
    using namespace std::chrono_literals;
    m_readers = watchPcscReaders(m_log, {.total = 1s, .afterFirstKey = 1s});
    insert("plain-pin");
    const auto place = waitForCard();
    ASSERT_TRUE(place);
    const auto card = m_readers->connect(*place);
    ASSERT_TRUE(card) << card.error().detail;
    ASSERT_TRUE((*card)->pinPad());
    const auto answer = (*card)->pinPad()->verifyPlaintextPin({});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, FailureCode::PinTimeout);
    // The reader ended by itself: the card can be spoken to.
    const auto selected = (*card)->transmit(apdu::select(*fromHex("A000000333010101")));
    ASSERT_TRUE(selected);
    EXPECT_TRUE(selected->ok());
}

}  // namespace
}  // namespace tappay::card
