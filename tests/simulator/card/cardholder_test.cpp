#include <gtest/gtest.h>

#include "terminal_side.h"

namespace tappay::test {
namespace {

constexpr const char* kRight = "002000800826123456FFFFFFFF";
constexpr const char* kWrong = "002000800826123457FFFFFFFF";

TEST(Pin, CountsTriesAcrossResets) {
    TerminalSide terminal;
    ASSERT_EQ(terminal.begin(), 0x9000);
    EXPECT_EQ(terminal.send(kWrong).sw, 0x63C2);
    EXPECT_EQ(terminal.send(kRight).sw, 0x9000);
    EXPECT_EQ(toHex(terminal.send("80CA9F1700").data), "9F170103");
    EXPECT_EQ(terminal.send(kWrong).sw, 0x63C2);
    terminal.reset();
    ASSERT_EQ(terminal.begin(), 0x9000);
    EXPECT_EQ(terminal.send(kWrong).sw, 0x63C1);
    EXPECT_EQ(terminal.send(kWrong).sw, 0x63C0);
    EXPECT_EQ(terminal.send(kRight).sw, 0x6983);
    EXPECT_EQ(terminal.saved().applications.begin()->second.pinTries, 0);
}

TEST(Pin, TellsTheIssuer) {
    TerminalSide terminal;
    ASSERT_EQ(terminal.begin(), 0x9000);
    terminal.send(kWrong);
    EXPECT_TRUE(toHex(terminal.send(apdu::generateAc(0x80, hex(kVectorCdol1))).data)
                    .ends_with("07010103A6000001"));
}

TEST(Pin, DamagedBlocksAreNoPin) {
    TerminalSide terminal;
    ASSERT_EQ(terminal.begin(), 0x9000);
    EXPECT_EQ(terminal.send("0020008008061234 56FFFFFFFF").sw, 0x63C2);
    EXPECT_EQ(terminal.send("00200080042612FFFF").sw, 0x63C1);
    EXPECT_EQ(terminal.send("0020008100").sw, 0x6A86);
}

TEST(Pin, EncipheredToTheCard) {
    auto profile = vectorProfile();
    const auto pair = crypto::rsaGenerate(1024, 3).value();
    const auto open = pair.publicKey;
    profile.applications[0].icc = crypto::RsaPrivateKey{open, pair.der.clone()};
    TerminalSide terminal(std::move(profile));
    ASSERT_EQ(terminal.begin(), 0x9000);
    const auto blockFor = [&](std::string_view pinBlock) {
        const auto challenge = terminal.send("0084000000").data;
        EXPECT_EQ(challenge.size(), 8U);
        auto clear = concat({hex("7F"), hex(pinBlock), challenge});
        clear.resize(open.modulus.size(), 0xA5);
        // The public operation: clear ^ e mod n.
        return crypto::rsaRecover(open, clear).value();
    };
    const auto verify = [&](const Bytes& data) {
        return terminal.send(apdu::Command{0x00, 0x20, 0x00, 0x88, data, {}}).sw;
    };
    const auto good = blockFor("26123456FFFFFFFF");
    EXPECT_EQ(verify(good), 0x9000);
    EXPECT_EQ(verify(good), 0x6984);  // the challenge is used up
    EXPECT_EQ(verify(blockFor("26123457FFFFFFFF")), 0x63C2);
}

}  // namespace
}  // namespace tappay::test
