#include "simulator/card/transport.h"

#include <gtest/gtest.h>

#include "terminal_side.h"

namespace tappay::test {
namespace {

using namespace simulator;

class TransportTest : public testing::TestWithParam<bool> {
protected:
    TransportTest() {
        auto profile = vectorProfile();
        profile.byteProtocol = GetParam();
        m_card = std::make_unique<VirtualCard>(
            std::make_shared<const CardProfile>(std::move(profile)), vectorState(vectorProfile()),
            m_random, [](const CardState&) {});
        m_transport = std::make_unique<Transport>(*m_card);
        m_transport->reset();
    }
    std::string send(std::string_view command) { return toHex(m_transport->process(hex(command))); }

    crypto::SystemRandom m_random;
    std::unique_ptr<VirtualCard> m_card;
    std::unique_ptr<Transport> m_transport;
};

TEST_P(TransportTest, SelectAndRead) {
    const std::string information =
        "6F228408A000000333010101A516500454455354870101"
        "5F2D027A68BF0C059F4D020B0A9000";
    if (!GetParam()) {
        EXPECT_EQ(send("00A4040008A00000033301010100"), information);
        EXPECT_EQ(send("00B2010C00"), "70045A0212349000");
        return;
    }
    EXPECT_EQ(send("00A4040008A000000333010101"), "6124");
    EXPECT_EQ(send("00C0000025"), "6C24");
    EXPECT_EQ(send("00C0000005"), "6F228408A0611F");
    EXPECT_EQ(send("00C000001F"), information.substr(10));
    EXPECT_EQ(send("00C0000005"), "6985");
    EXPECT_EQ(send("00B2010C00"), "6C06");
    EXPECT_EQ(send("00B2010C06"), "70045A0212349000");
}

TEST_P(TransportTest, RefusesWhatIsNoShortCommand) {
    for (const char* command : {"00", "00A404", "00A4040008A0"})
        EXPECT_EQ(send(command), "6700") << command;
}

INSTANTIATE_TEST_SUITE_P(Protocols, TransportTest, testing::Bool());

}  // namespace
}  // namespace tappay::test
