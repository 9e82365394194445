#include <gtest/gtest.h>

#include "terminal_side.h"

namespace tappay::test {
namespace {

constexpr const char* kApprovedCdol2 =
    "303000000001000000000000000001560000000000015626060100A1B2C3D4";
constexpr const char* kUnableCdol2 =
    "593300000001000000000000000001560000000000015626060100A1B2C3D4";

class Transaction : public testing::Test {
protected:
    apdu::Response generate(std::uint8_t p1, std::string_view data) {
        return m_terminal.send(apdu::generateAc(p1, hex(data)));
    }
    const simulator::ApplicationState& saved() {
        return m_terminal.saved().applications.begin()->second;
    }
    TerminalSide m_terminal;
};

TEST_F(Transaction, OnlineApprovalByteForByte) {
    ASSERT_EQ(m_terminal.begin(), 0x9000);
    EXPECT_EQ(toHex(generate(0x80, kVectorCdol1).encode()),
              "771F9F2701809F360200039F2608D86EA799901B37849F1008070101"
              "03A00000019000");
    EXPECT_TRUE(saved().onlineNotCompleted);
    EXPECT_EQ(m_terminal.send("008200000A546AD9E800FD23A93030").sw, 0x9000);
    const auto second = generate(0x40, kApprovedCdol2);
    EXPECT_EQ(second.sw, 0x9000);
    EXPECT_EQ(toHex(second.data).substr(4, 8), "9F270140");
    EXPECT_TRUE(toHex(second.data).ends_with("9F10080701010360000001"));
    EXPECT_EQ(saved().lastOnlineAtc, 3);
    EXPECT_FALSE(saved().onlineNotCompleted);
    EXPECT_EQ(toHex(m_terminal.send("00B2015C00").data), "2606010000000100000003");
    EXPECT_EQ(m_terminal.send("00B2025C00").sw, 0x6A83);
}

TEST_F(Transaction, WrongIssuerIsRefused) {
    ASSERT_EQ(m_terminal.begin(), 0x9000);
    generate(0x80, kVectorCdol1);
    EXPECT_EQ(m_terminal.send("008200000A546AD9E800FD23A83030").sw, 0x6300);
    // Only one attempt, and no approval after it.
    EXPECT_EQ(m_terminal.send("008200000A546AD9E800FD23A93030").sw, 0x6985);
    const auto second = generate(0x40, kApprovedCdol2);
    EXPECT_EQ(toHex(second.data).substr(4, 8), "9F270100");
    EXPECT_TRUE(saved().issuerAuthenticationFailed);
    EXPECT_EQ(saved().lastOnlineAtc, 2);
    // The next transaction tells the issuer.
    ASSERT_EQ(m_terminal.begin(), 0x9000);
    EXPECT_TRUE(toHex(generate(0x80, kVectorCdol1).data).ends_with("07010103A0880001"));
}

TEST_F(Transaction, AuthenticationLengthIsChecked) {
    ASSERT_EQ(m_terminal.begin(), 0x9000);
    EXPECT_EQ(m_terminal.send("008200000A546AD9E800FD23A93030").sw, 0x6985);
    generate(0x80, kVectorCdol1);
    EXPECT_EQ(m_terminal.send("0082000007546AD9E800FD23").sw, 0x6700);
}

TEST_F(Transaction, MandatoryIssuerAuthentication) {
    auto profile = vectorProfile();
    profile.applications[0].data[0x9F56] = hex("80");
    TerminalSide strict(std::move(profile));
    ASSERT_EQ(strict.begin(), 0x9000);
    strict.send(apdu::generateAc(0x80, hex(kVectorCdol1)));
    EXPECT_EQ(toHex(strict.send(apdu::generateAc(0x40, hex(kApprovedCdol2))).data).substr(4, 8),
              "9F270100");
}

TEST_F(Transaction, OfflineUntilTheLimit) {
    auto profile = vectorProfile();
    profile.applications[0].data[0x9F58] = hex("02");
    profile.applications[0].data[0x9F59] = hex("03");
    TerminalSide terminal(std::move(profile));
    const auto cidOf = [&](std::uint8_t p1, std::string_view data) {
        return toHex(terminal.send(apdu::generateAc(p1, hex(data))).data).substr(4, 8);
    };
    for (int i = 0; i < 2; ++i) {
        ASSERT_EQ(terminal.begin(), 0x9000);
        EXPECT_EQ(cidOf(0x40, kVectorCdol1), "9F270140");
    }
    ASSERT_EQ(terminal.begin(), 0x9000);
    EXPECT_EQ(cidOf(0x40, kVectorCdol1), "9F270180");
    // Unable to go online: allowed once more, below the upper limit.
    EXPECT_EQ(cidOf(0x40, kUnableCdol2), "9F270140");
}

TEST_F(Transaction, NewCardGoesOnline) {
    auto profile = vectorProfile();
    auto state = simulator::freshState(profile);
    TerminalSide terminal(std::move(profile), std::move(state));
    ASSERT_EQ(terminal.begin(), 0x9000);
    const auto answer = terminal.send(apdu::generateAc(0x40, hex(kVectorCdol1)));
    EXPECT_EQ(toHex(answer.data).substr(4, 8), "9F270180");
    EXPECT_TRUE(toHex(answer.data).ends_with("07010103A0100001"));
}

TEST_F(Transaction, RefusesWhatIsOutOfOrder) {
    EXPECT_EQ(generate(0x80, kVectorCdol1).sw, 0x6D00);  // nothing selected
    ASSERT_EQ(m_terminal.select(), 0x9000);
    EXPECT_EQ(generate(0x80, kVectorCdol1).sw, 0x6985);
    EXPECT_EQ(m_terminal.send(apdu::getProcessingOptions({})).sw, 0x9000);
    EXPECT_EQ(m_terminal.send(apdu::getProcessingOptions({})).sw, 0x6985);
    EXPECT_EQ(generate(0x80, "00").sw, 0x6700);
    EXPECT_EQ(generate(0xC0, kVectorCdol1).sw, 0x6A86);
    EXPECT_EQ(generate(0x00, kVectorCdol1).sw, 0x9000);
    EXPECT_EQ(generate(0x40, kApprovedCdol2).sw, 0x6985);
    EXPECT_EQ(m_terminal.send("00B2020C00").sw, 0x6A83);
    EXPECT_EQ(m_terminal.send("00B2011C00").sw, 0x6A82);
    EXPECT_EQ(m_terminal.send("80CA9F7900").sw, 0x6A88);
    EXPECT_EQ(m_terminal.send("B0B2010C00").sw, 0x6E00);
    EXPECT_EQ(m_terminal.send("00FF000000").sw, 0x6D00);
}

TEST_F(Transaction, CounterGrowsWithEachTransactionAndIsSaved) {
    for (std::uint16_t atc = 3; atc < 6; ++atc) {
        ASSERT_EQ(m_terminal.begin(), 0x9000);
        EXPECT_EQ(saved().atc, atc);
        m_terminal.reset();
    }
    auto profile = vectorProfile();
    auto state = vectorState(profile);
    state.applications.begin()->second.atc = 0xFFFE;
    TerminalSide worn(std::move(profile), std::move(state));
    EXPECT_EQ(worn.begin(), 0x6985);
}

TEST_F(Transaction, BalanceIsReportedWithItsMac) {
    auto profile = vectorProfile();
    profile.applications[0].data[0x9F79] = hex("000000050000");
    TerminalSide terminal(std::move(profile));
    ASSERT_EQ(terminal.begin(), 0x9000);
    const auto answer = terminal.send(apdu::generateAc(0x80, hex(kVectorCdol1)));
    EXPECT_TRUE(toHex(answer.data).ends_with("07010103A00000010A01000005000045F9C038"));
}

TEST_F(Transaction, SelectionByDirectoryAndByPartialName) {
    EXPECT_EQ(toHex(m_terminal.send(apdu::select(asBytes("1PAY.SYS.DDF01"))).data),
              "6F1A840E315041592E5359532E4444463031A5088801015F2D027A68");
    EXPECT_EQ(toHex(m_terminal.send(apdu::readRecord(1, 1)).data),
              "701561134F08A000000333010101500454455354870101");
    EXPECT_EQ(m_terminal.send(apdu::readRecord(1, 2)).sw, 0x6A83);
    EXPECT_EQ(m_terminal.select("A000000333"), 0x9000);
    EXPECT_EQ(m_terminal.send(apdu::select(hex("A000000333"), true)).sw, 0x6A82);
    EXPECT_EQ(m_terminal.select("A000000003"), 0x6A82);
}

}  // namespace
}  // namespace tappay::test
