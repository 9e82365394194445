// The keys of the virtual reader (PC/SC part 10).

#include "reader_desk.h"

#include <reader.h>

#include <array>
#include <thread>

namespace tappay::test {
namespace {

// Digits in packed BCD from the second octet on, their number at bit 4; 4 to 12 of them; one minute
// in all.
constexpr const char* kFormatTwo =
    "3C1E8947040C0402FF0000000000000D000000"
    "002000800820FFFFFFFFFFFFFF";

class PinPad : public ReaderDesk {
protected:
    PinPad() : ReaderDesk({.contactless = true, .pinPad = true}) {}
    void SetUp() override {
        ReaderDesk::SetUp();
        makeCard("chip", true, false);
        ASSERT_TRUE(m_box->insert("chip"));
        ASSERT_TRUE(waitFor(kContactReader, true));
        m_chip = connect(kContactReader);
        transmit(m_chip, "00A4040008A00000033301010100");
    }
    // What the reader or, through it, the card says; in hexadecimal.
    std::string control(DWORD code, std::string_view request = {}) {
        const Bytes bytes = hex(request);
        std::array<std::uint8_t, 258> answer;
        DWORD length = 0;
        const auto result = SCardControl(m_chip, code, bytes.data(), bytes.size(), answer.data(),
                                         answer.size(), &length);
        if (result != SCARD_S_SUCCESS) return "failed";
        return toHex(ByteView(answer).first(length));
    }
    std::string verify(std::string_view structure = kFormatTwo) {
        return control(SCARD_CTL_CODE(2060), structure);
    }
    SCARDHANDLE m_chip = 0;
};

TEST_F(PinPad, IsInTheListOfFeatures) {
    EXPECT_EQ(control(CM_IOCTL_GET_FEATURE_REQUEST), "06044200080C");
}

TEST_F(PinPad, MakesTheBlockOfWhatIsPressed) {
    ASSERT_TRUE(m_box->press("123456"));
    EXPECT_EQ(verify(), "9000");
    ASSERT_TRUE(m_box->press("654321"));
    EXPECT_EQ(verify(), "63C2");
    // Pressed while the reader waits.
    std::thread person([this] { EXPECT_TRUE(m_box->press("123456")); });
    EXPECT_EQ(verify(), "9000");
    person.join();
}

TEST_F(PinPad, SaysWhyThereIsNoPin) {
    ASSERT_TRUE(m_box->press(std::nullopt));
    EXPECT_EQ(verify(), "6401");
    const std::string oneSecond = "01" + std::string(kFormatTwo).substr(2);
    EXPECT_EQ(verify(oneSecond), "6400");
    ASSERT_TRUE(m_box->press("123"));
    EXPECT_EQ(verify(), "6403");
    // Justified to the right; cut off; another length than it says.
    EXPECT_EQ(verify("3C1E8D47040C0402FF0000000000000D000000002000800820FFFFFFFFFFFFFF"), "6B80");
    EXPECT_EQ(verify("3C1E8947040C04"), "6B80");
    EXPECT_EQ(verify("3C1E8947040C0402FF0000000000000C000000002000800820FFFFFFFFFFFFFF"), "6B80");
    EXPECT_EQ(m_box->press("12a4").error().code, FailureCode::InputMalformed);
    // The card has seen none of them.
    ASSERT_TRUE(m_box->press("111111"));
    EXPECT_EQ(verify(), "63C2");
}

TEST_F(PinPad, EndsWhenTheCardLeaves) {
    std::thread person([this] { m_box->remove(); });
    EXPECT_EQ(verify(), "failed");
    person.join();
    EXPECT_EQ(m_box->press("123456").error().code, FailureCode::NotFound);
}

using NoPinPad = ReaderDesk;

TEST_F(NoPinPad, ReaderWithoutKeysSaysSo) {
    makeCard("chip", true, false);
    ASSERT_TRUE(m_box->insert("chip"));
    ASSERT_TRUE(waitFor(kContactReader, true));
    std::array<std::uint8_t, 64> answer;
    DWORD length = 0;
    EXPECT_NE(SCardControl(connect(kContactReader), CM_IOCTL_GET_FEATURE_REQUEST, nullptr, 0,
                           answer.data(), answer.size(), &length),
              SCARD_S_SUCCESS);
}

}  // namespace
}  // namespace tappay::test
