#include <gtest/gtest.h>

#include "card/pcsc/readers.h"
#include "confirm/device_on_desk.h"
#include "confirm/piv_device.h"
#include "confirm/reader_devices.h"
#include "simulator/device/reader_plug.h"
#include "support/private_pcscd.h"

// Our own client and the virtual device, with the real pcscd between them.
namespace tappay::simulator::device {
namespace {

using namespace std::chrono_literals;
using confirm::PivDevice;

class DeviceInReader : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_pcscd = std::make_unique<test::PrivatePcscd>();
        ASSERT_EQ(s_pcscd->start(), "");
    }
    static void TearDownTestSuite() { s_pcscd.reset(); }

    std::optional<card::CardPlace> insert(KeyKind kind) {
        m_card = std::make_unique<PivCard>(test::identityOf(kind));
        auto plug = ReaderPlug::plug(s_pcscd->readerSocket(), *m_card);
        EXPECT_TRUE(plug) << plug.error().detail;
        if (!plug) return std::nullopt;
        m_plug = std::move(*plug);
        const auto place = m_readers->waitForCard({}, Deadline::in(5s));
        EXPECT_TRUE(place) << place.error().detail;
        return place ? std::optional(*place) : std::nullopt;
    }
    void plugIn(KeyKind kind) {
        const auto place = insert(kind);
        ASSERT_TRUE(place);
        auto connected = m_readers->connect(*place);
        ASSERT_TRUE(connected) << connected.error().detail;
        m_connected = std::move(*connected);
    }
    Result<confirm::DeviceSignature> sign() {
        TAPPAY_TRY(device, PivDevice::open(*m_connected));
        return device.sign(m_request, SecretBytes(asBytes("123456")),
                           m_card->identity().signingCertificate);
    }

    static std::unique_ptr<test::PrivatePcscd> s_pcscd;
    Log m_log{"test", LogLevel::Error};
    std::unique_ptr<card::Readers> m_readers = card::watchPcscReaders(m_log);
    std::unique_ptr<PivCard> m_card;
    std::unique_ptr<ReaderPlug> m_plug;
    std::unique_ptr<apdu::Card> m_connected;
    const Bytes m_request = toBytes("what a person agrees to");
};

std::unique_ptr<test::PrivatePcscd> DeviceInReader::s_pcscd;

TEST_F(DeviceInReader, SignsWithP256) {
    plugIn(KeyKind::P256);
    const auto signature = sign();
    ASSERT_TRUE(signature) << signature.error().detail;
    const auto certificate = crypto::parseCertificate(signature->certificate);
    const auto verifier = crypto::EcVerifier::create(std::get<0>(certificate->key));
    EXPECT_TRUE(verifier->verifyEcdsa(m_request, signature->signature));
}

TEST_F(DeviceInReader, SignsWithRsa) {
    plugIn(KeyKind::Rsa2048);
    const auto signature = sign();
    ASSERT_TRUE(signature) << signature.error().detail;
    EXPECT_EQ(signature->signature.size(), 256U);
}

TEST_F(DeviceInReader, TakenAwayWhileItSigns) {
    plugIn(KeyKind::P256);
    ASSERT_TRUE(m_card->follow("tear"));
    const auto signature = sign();
    ASSERT_FALSE(signature);
    EXPECT_EQ(signature.error().code, FailureCode::DeviceRemoved) << signature.error().detail;
}

TEST_F(DeviceInReader, IsFoundAndTakenHold) {
    confirm::ReaderDevices finder;
    ASSERT_EQ(finder.find(Deadline::in(5s)).value().size(), 0U) << "an empty reader is none";
    const auto place = insert(KeyKind::P256);
    ASSERT_TRUE(place);
    const auto found = finder.find(Deadline::in(5s));
    ASSERT_TRUE(found) << found.error().detail;
    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->front(),
              (confirm::FoundDevice{confirm::DeviceWay::Reader, place->reader, place->reader}));
    auto connected = finder.connect(found->front(), {}, Deadline::in(5s));
    ASSERT_TRUE(connected) << connected.error().detail;
    m_connected = std::move(*connected);
    EXPECT_TRUE(sign());
}

TEST_F(DeviceInReader, GoneOrTooLateIsTold) {
    confirm::ReaderDevices finder;
    const auto place = insert(KeyKind::P256);
    ASSERT_TRUE(place);
    const confirm::FoundDevice device{confirm::DeviceWay::Reader, place->reader, place->reader};
    EXPECT_EQ(finder.connect(device, {}, Deadline::in(0ms)).error().code,
              FailureCode::DeviceTimeout);
    m_plug.reset();
    ASSERT_TRUE(m_readers->waitForRemoval(*place, Deadline::in(5s)));
    EXPECT_EQ(finder.connect(device, {}, Deadline::in(5s)).error().code,
              FailureCode::DeviceRemoved);
    EXPECT_EQ(finder.connect({device.way, "Another reader", ""}, {}, Deadline::in(5s)).error().code,
              FailureCode::DeviceRemoved);
}

}  // namespace
}  // namespace tappay::simulator::device
