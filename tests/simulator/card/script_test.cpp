// Issuer scripts: what they may change, and that nobody but the issuer can.

#include <gtest/gtest.h>

#include "simulator/card/keys.h"
#include "terminal_side.h"

namespace tappay::test {
namespace {

using namespace simulator;

const Bytes kArqc = hex("D86EA799901B3784");

class Script : public testing::Test {
protected:
    Script() : m_terminal(profile()) {}

    static CardProfile profile() {
        auto result = vectorProfile();
        // Without a balance the cryptogram is that of the vectors; the limit is written instead.
        result.applications[0].data[0x9F54] = hex("000000990000");
        return result;
    }

    void goOnline() {
        ASSERT_EQ(m_terminal.begin(), 0x9000);
        ASSERT_EQ(m_terminal.send(apdu::generateAc(0x80, hex(kVectorCdol1))).sw, 0x9000);
        ASSERT_EQ(m_terminal.send("008200000A546AD9E800FD23A93030").sw, 0x9000);
    }

    // A command as the issuer makes it.
    std::uint16_t sendScript(std::string_view header, ByteView data = {}) {
        auto head = hex(header);
        head.push_back(static_cast<std::uint8_t>(data.size() + 4));
        const auto key = sessionKey(vectorProfile().applications[0].keyMac, 3).value();
        const auto mac = scriptMac(key, head, 3, kArqc, data).value();
        return m_terminal.send(apdu::parseCommand(concat({head, data, mac})).value()).sw;
    }

    const ApplicationState& saved() { return m_terminal.saved().applications.begin()->second; }

    TerminalSide m_terminal;
};

TEST_F(Script, VectorCommandLoadsABalance) {
    auto withBalance = vectorProfile();
    withBalance.applications[0].data[0x9F79] = hex("000000000100");
    withBalance.applications[0].data[0x9F77] = hex("000000100000");
    TerminalSide terminal(std::move(withBalance));
    ASSERT_EQ(terminal.begin(), 0x9000);
    terminal.send(apdu::generateAc(0x80, hex(kVectorCdol1)));
    terminal.send("008200000A546AD9E800FD23A93030");
    EXPECT_EQ(terminal.send("04DA9F790A0000000500006E4B7F39").sw, 0x6988);
    EXPECT_EQ(terminal.send("04DA9F790A0000000500006E4B7F38").sw, 0x9000);
    EXPECT_EQ(toHex(terminal.send("80CA9F7900").data), "9F7906000000050000");
}

TEST_F(Script, OnlyAfterTheIssuerProvedItself) {
    ASSERT_EQ(m_terminal.begin(), 0x9000);
    EXPECT_EQ(sendScript("841E0000"), 0x6982);
    m_terminal.send(apdu::generateAc(0x80, hex(kVectorCdol1)));
    EXPECT_EQ(sendScript("841E0000"), 0x6982);
    m_terminal.send("008200000A546AD9E800FD23A93030");
    EXPECT_EQ(m_terminal.send("841E00000411223344").sw, 0x6988);
    EXPECT_FALSE(saved().blocked);
    EXPECT_TRUE(saved().scriptFailed);
    EXPECT_EQ(m_terminal.send("841E0000021122").sw, 0x6987);
}

TEST_F(Script, BlocksAndUnblocksTheApplication) {
    goOnline();
    EXPECT_EQ(sendScript("841E0000"), 0x9000);
    EXPECT_TRUE(saved().blocked);
    EXPECT_EQ(m_terminal.select(), 0x6283);
    m_terminal.send(apdu::getProcessingOptions({}));
    const auto answer = m_terminal.send(apdu::generateAc(0x40, hex(kVectorCdol1)));
    EXPECT_EQ(toHex(answer.data).substr(4, 8), "9F270100");
}

TEST_F(Script, UnblocksInTheSameTransaction) {
    goOnline();
    EXPECT_EQ(sendScript("841E0000"), 0x9000);
    EXPECT_EQ(sendScript("84180000"), 0x9000);
    EXPECT_EQ(m_terminal.select(), 0x9000);
}

TEST_F(Script, BlocksTheCardForGood) {
    goOnline();
    EXPECT_EQ(sendScript("84160000"), 0x9000);
    EXPECT_TRUE(m_terminal.saved().blocked);
    m_terminal.reset();
    EXPECT_EQ(m_terminal.select(), 0x6A81);
    EXPECT_EQ(m_terminal.send(apdu::select(asBytes("1PAY.SYS.DDF01"))).sw, 0x6A81);
}

TEST_F(Script, ChangesAndUnblocksThePin) {
    goOnline();
    const auto key = sessionKey(vectorProfile().applications[0].keyEnc, 3).value();
    const auto ac = vectorProfile().applications[0].keyAc;
    EXPECT_EQ(sendScript("84240002", encipherNewPin(ac, key, "654321").value()), 0x9000);
    EXPECT_EQ(saved().pin, "654321");
    EXPECT_EQ(sendScript("84240001", encipherNewPin(ac, key, "1357", "654321").value()), 0x9000);
    EXPECT_EQ(saved().pin, "1357");
    EXPECT_EQ(sendScript("84240001", encipherNewPin(ac, key, "2468", "999999").value()), 0x6A80);
    EXPECT_EQ(saved().pin, "1357");
    for (int i = 0; i < 3; ++i)
        m_terminal.send("0020008008241111FFFFFFFFFF");
    EXPECT_EQ(saved().pinTries, 0);
    EXPECT_EQ(sendScript("84240000"), 0x9000);
    EXPECT_EQ(saved().pinTries, 3);
}

TEST_F(Script, WritesLimitsAndRecordsButNotIdentity) {
    goOnline();
    EXPECT_EQ(sendScript("04DA9F54", hex("000000123400")), 0x9000);
    EXPECT_EQ(toHex(m_terminal.send("80CA9F5400").data), "9F5406000000123400");
    EXPECT_EQ(sendScript("04DA9F54", hex("00")), 0x6A80);
    EXPECT_EQ(sendScript("04DA9F36", hex("0000")), 0x6A88);
    EXPECT_EQ(sendScript("04DC010C", hex("70045A025678")), 0x9000);
    EXPECT_EQ(toHex(m_terminal.send("00B2010C00").data), "70045A025678");
    EXPECT_EQ(sendScript("04DC020C", hex("7000")), 0x6A83);
}

TEST_F(Script, NextTransactionReportsThem) {
    goOnline();
    m_terminal.send(apdu::generateAc(
        0x40, hex("303000000001000000000000000001560000000000015626060100A1B2C3D4")));
    EXPECT_EQ(sendScript("04DA9F54", hex("000000123400")), 0x9000);
    EXPECT_EQ(m_terminal.send("841E00000411223344").sw, 0x6988);
    ASSERT_EQ(m_terminal.begin(), 0x9000);
    const auto answer = m_terminal.send(apdu::generateAc(0x80, hex(kVectorCdol1)));
    EXPECT_TRUE(toHex(answer.data).ends_with("07010103A0002801"));
}

}  // namespace
}  // namespace tappay::test
