#include <gtest/gtest.h>

#include "confirm/bluetooth_desk.h"
#include "confirm/display_device.h"
#include "confirm/request_on_desk.h"

// What can go wrong with a connection over Bluetooth: each fault ends in its own failure, in time,
// and never in a second signature.
namespace tappay::confirm {
namespace {

using namespace std::chrono_literals;
using test::BluetoothDesk;

struct Fault {
    const char* word;
    FailureCode ending;
};

void PrintTo(const Fault& fault, std::ostream* out) {
    *out << fault.word;
}

class BluetoothFaults : public BluetoothDesk, public testing::WithParamInterface<Fault> {
protected:
    void SetUp() override { letIn(); }

    Result<DeviceSignature> sign(apdu::Card& card) {
        TAPPAY_TRY(device, DisplayDevice::open(card));
        return device.confirm(m_request, test::pinOnDesk(), m_card.identity().signingCertificate,
                              Deadline::in(10s));
    }
    template <typename T>
    void expectEnding(const Result<T>& result) {
        ASSERT_FALSE(result);
        EXPECT_EQ(describe(result.error().code).name, describe(GetParam().ending).name)
            << result.error().detail;
        EXPECT_LT(std::chrono::steady_clock::now() - m_began, 8s);
    }

    const Bytes m_request = test::requestNumbered(1);
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
};

class WhileConnecting : public BluetoothFaults {};

TEST_P(WhileConnecting, EndsInItsOwnFailure) {
    follow(GetParam().word);
    m_began = std::chrono::steady_clock::now();
    expectEnding(connect(keys(), Deadline::in(4s)));
    follow("sound");
    follow("near");
    follow("on");
    const auto card = connect();
    ASSERT_TRUE(card) << card.error().detail;
    EXPECT_TRUE(sign(**card));
}

INSTANTIATE_TEST_SUITE_P(Faults, WhileConnecting,
                         testing::Values(Fault{"away", FailureCode::DeviceRemoved},
                                         Fault{"off", FailureCode::NotConfigured},
                                         Fault{"refuse-connect", FailureCode::DeviceRemoved},
                                         Fault{"no-services", FailureCode::DeviceTimeout},
                                         Fault{"refuse-writes", FailureCode::DeviceRemoved},
                                         Fault{"silent", FailureCode::DeviceTimeout},
                                         Fault{"lose", FailureCode::DeviceRemoved},
                                         Fault{"vanish", FailureCode::DeviceRemoved},
                                         Fault{"drop", FailureCode::DeviceTimeout},
                                         Fault{"double", FailureCode::CardDataMalformed},
                                         Fault{"swap", FailureCode::CardDataMalformed},
                                         Fault{"alter", FailureCode::CardDataMalformed},
                                         Fault{"replay", FailureCode::CardDataMalformed}));

class WhileSigning : public BluetoothFaults {};

TEST_P(WhileSigning, NothingIsSignedTwice) {
    auto card = connect();
    ASSERT_TRUE(card) << card.error().detail;
    follow(GetParam().word);
    m_began = std::chrono::steady_clock::now();
    expectEnding(sign(**card));
    EXPECT_FALSE(sign(**card)) << "the connection is over";
    card->reset();
    // Its owner begins anew: the same request is signed once in all.
    follow("sound");
    follow("near");
    auto again = connect();
    ASSERT_TRUE(again) << again.error().detail;
    const auto signature = sign(**again);
    ASSERT_TRUE(signature) << signature.error().detail;
    EXPECT_TRUE(test::verifies(*signature, m_request));
    EXPECT_EQ(m_card.signatures(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Faults, WhileSigning,
                         testing::Values(Fault{"away", FailureCode::DeviceRemoved},
                                         Fault{"refuse-writes", FailureCode::DeviceRemoved},
                                         Fault{"silent", FailureCode::DeviceTimeout},
                                         Fault{"lose", FailureCode::DeviceRemoved},
                                         Fault{"vanish", FailureCode::DeviceRemoved},
                                         Fault{"drop", FailureCode::DeviceTimeout},
                                         Fault{"double", FailureCode::CardDataMalformed},
                                         Fault{"swap", FailureCode::CardDataMalformed},
                                         Fault{"alter", FailureCode::CardDataMalformed},
                                         Fault{"replay", FailureCode::CardDataMalformed}));

// A card on whose way something goes wrong the moment a signature is asked for.
class TroubledCard final : public apdu::Card {
public:
    TroubledCard(apdu::Card& card, std::function<void()> trouble)
        : m_card(card), m_trouble(std::move(trouble)) {}
    Result<apdu::Response> transmit(const apdu::Command& command) override {
        constexpr std::uint8_t kAuthenticate = 0x87;
        if (command.ins == kAuthenticate) {
            m_trouble();
            ++asked;
        }
        return m_card.transmit(command);
    }
    [[nodiscard]] Bytes atr() const override { return {}; }

    unsigned asked = 0;

private:
    apdu::Card& m_card;
    const std::function<void()> m_trouble;
};

// Nothing of it is remembered by a plain PIV key: each time it is asked it signs.
class AtTheSignature : public BluetoothFaults {};

TEST_P(AtTheSignature, APlainKeyIsAskedOnce) {
    const auto card = connect();
    ASSERT_TRUE(card) << card.error().detail;
    TroubledCard troubled(**card, [&] { follow(GetParam().word); });
    auto device = PivDevice::open(troubled);
    ASSERT_TRUE(device);
    m_began = std::chrono::steady_clock::now();
    expectEnding(device->sign(m_request, test::pinOnDesk(), m_card.identity().signingCertificate));
    EXPECT_EQ(troubled.asked, 1U);
    EXPECT_LE(m_card.signatures(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Faults, AtTheSignature,
                         testing::Values(Fault{"away", FailureCode::DeviceRemoved},
                                         Fault{"refuse-writes", FailureCode::DeviceRemoved},
                                         Fault{"silent", FailureCode::DeviceTimeout},
                                         Fault{"drop", FailureCode::DeviceTimeout},
                                         Fault{"alter", FailureCode::CardDataMalformed}));

// Somebody on the link sends the command that signs once more.
TEST_F(BluetoothFaults, AReplayedCommandSignsNothing) {
    const auto card = connect();
    ASSERT_TRUE(card);
    TroubledCard troubled(**card, [&] { follow("replay"); });
    auto device = PivDevice::open(troubled);
    EXPECT_TRUE(device->sign(m_request, test::pinOnDesk(), m_card.identity().signingCertificate));
    EXPECT_FALSE(device->triesLeft()) << "the device has closed the channel";
    EXPECT_EQ(m_card.signatures(), 1U);
}

// The signature was made, and its answer got lost.
TEST_F(BluetoothFaults, ALostSignatureIsFetched) {
    auto card = connect();
    ASSERT_TRUE(card);
    ASSERT_TRUE(m_card.follow("tear"));
    const auto torn = sign(**card);
    ASSERT_FALSE(torn);
    EXPECT_EQ(torn.error().code, FailureCode::DeviceRemoved);
    EXPECT_EQ(m_card.signatures(), 1U);
    card->reset();
    ASSERT_TRUE(m_card.follow("none"));
    const auto again = connect();
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_TRUE(sign(**again));
    EXPECT_EQ(m_card.signatures(), 1U);
}

TEST_F(BluetoothFaults, ASlowLinkIsWaitedFor) {
    follow("slow-link");
    const auto card = connect();
    ASSERT_TRUE(card) << card.error().detail;
    EXPECT_TRUE(PivDevice::open(**card));
}

}  // namespace
}  // namespace tappay::confirm
