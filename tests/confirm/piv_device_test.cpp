#include "confirm/piv_device.h"

#include <gtest/gtest.h>

#include "confirm/device_on_desk.h"
#include "crypto/hash.h"

// The client of PIV devices against the virtual one: each ending is told apart, and nothing is
// asked of a device twice.
namespace tappay::confirm {
namespace {

using simulator::device::KeyKind;
using simulator::device::PivCard;
using test::DeviceOnDesk;

constexpr std::uint8_t kVerify = 0x20, kAuthenticate = 0x87;

class PivDeviceTest : public testing::TestWithParam<KeyKind> {
protected:
    PivDeviceTest() : m_card(test::identityOf(GetParam())) {}

    Result<DeviceSignature> sign(std::string_view pin = "123456") {
        TAPPAY_TRY(device, PivDevice::open(m_desk));
        return device.sign(m_request, SecretBytes(asBytes(pin)), registered());
    }
    FailureCode ending(std::string_view pin = "123456") {
        const auto signature = sign(pin);
        return signature ? FailureCode::Internal : signature.error().code;
    }
    [[nodiscard]] const Bytes& registered() const { return m_card.identity().signingCertificate; }
    [[nodiscard]] bool verifies(const DeviceSignature& it) const {
        const auto key = crypto::parseCertificate(it.certificate).value().key;
        if (const auto* point = std::get_if<crypto::EcPublicKey>(&key))
            return crypto::EcVerifier::create(*point)->verifyEcdsa(m_request, it.signature);
        const auto block = crypto::rsaRecover(std::get<crypto::RsaPublicKey>(key), it.signature);
        return block && toHex(*block).ends_with("003031300D060960864801650304020105000420" +
                                                toHex(crypto::sha256(m_request)));
    }

    PivCard m_card;
    DeviceOnDesk m_desk{m_card};
    const Bytes m_request = toBytes("what a person agrees to");
};

TEST_P(PivDeviceTest, SignsWithItsRegisteredKey) {
    const auto signature = sign();
    ASSERT_TRUE(signature) << signature.error().detail;
    EXPECT_EQ(signature->certificate, registered());
    EXPECT_EQ(signature->algorithm,
              GetParam() == KeyKind::P256 ? PivAlgorithm::EccP256 : PivAlgorithm::Rsa2048);
    EXPECT_TRUE(verifies(*signature));
    EXPECT_EQ(m_card.signatures(), 1U);
    EXPECT_LE(m_desk.longest(), 261U) << "short APDUs alone";
}

TEST_P(PivDeviceTest, ThePinIsAskedForEachSignature) {
    ASSERT_TRUE(sign());
    ASSERT_TRUE(sign());
    EXPECT_EQ(m_desk.sent(kVerify), 2U);
    EXPECT_EQ(m_card.signatures(), 2U);
}

TEST_P(PivDeviceTest, AnotherDeviceIsAskedForNothing) {
    ASSERT_TRUE(m_card.follow("other-certificate"));
    EXPECT_EQ(ending(), FailureCode::DeviceWrong);
    EXPECT_EQ(m_desk.sent(kVerify), 0U);
    EXPECT_EQ(m_desk.sent(kAuthenticate), 0U);
}

TEST_P(PivDeviceTest, AWrongPinCostsATryAndTheThirdBlocks) {
    const auto first = sign("654321");
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().code, FailureCode::DevicePinWrong);
    EXPECT_EQ(first.error().detail, "2 tries left");
    EXPECT_EQ(PivDevice::open(m_desk)->triesLeft().value(), 2U);
    EXPECT_EQ(ending("654321"), FailureCode::DevicePinWrong);
    EXPECT_EQ(ending("654321"), FailureCode::DevicePinBlocked);
    EXPECT_EQ(ending("123456"), FailureCode::DevicePinBlocked) << "the right one comes too late";
    EXPECT_EQ(PivDevice::open(m_desk)->triesLeft().value(), 0U);
    EXPECT_EQ(m_card.signatures(), 0U);
}

TEST_P(PivDeviceTest, TheRightPinGivesTheTriesBack) {
    EXPECT_EQ(ending("654321"), FailureCode::DevicePinWrong);
    EXPECT_TRUE(sign());
    auto device = PivDevice::open(m_desk);
    EXPECT_EQ(device->triesLeft().value(), 3U);
}

TEST_P(PivDeviceTest, WhatCantBeAPinIsNotSent) {
    for (const auto* pin : {"", "12345", "123456789", "12345a", "1234 6"})
        EXPECT_EQ(ending(pin), FailureCode::InputMalformed) << pin;
    EXPECT_EQ(m_desk.sent(kVerify), 0U);
}

TEST_P(PivDeviceTest, TakenAwayWhileSigningIsNotTriedAgain) {
    ASSERT_TRUE(m_card.follow("tear"));
    EXPECT_EQ(ending(), FailureCode::DeviceRemoved);
    EXPECT_EQ(m_desk.sent(kAuthenticate), GetParam() == KeyKind::P256 ? 1U : 2U) << "one chain";
}

TEST_P(PivDeviceTest, RefusedAndNotTouchedAreNotTheSame) {
    ASSERT_TRUE(m_card.follow("refuse"));
    EXPECT_EQ(ending(), FailureCode::DeviceRefused);
    ASSERT_TRUE(m_card.follow("nothing"));
    EXPECT_EQ(ending(), FailureCode::DeviceTimeout);
    EXPECT_EQ(m_card.signatures(), 0U);
}

TEST_P(PivDeviceTest, ASignatureOverOtherOctetsDoesNotVerify) {
    ASSERT_TRUE(m_card.follow("other-octets"));
    const auto signature = sign();
    ASSERT_TRUE(signature) << "a client can't see it in the form";
    EXPECT_FALSE(verifies(*signature));
}

INSTANTIATE_TEST_SUITE_P(Keys, PivDeviceTest, testing::Values(KeyKind::P256, KeyKind::Rsa2048),
                         [](const auto& of) {
                             return of.param == KeyKind::P256 ? "P256" : "Rsa2048";
                         });

// A card that answers each command with the next of these.
class Answers final : public apdu::Card {
public:
    explicit Answers(std::vector<std::string> hex) : m_answers(std::move(hex)) {}
    Result<apdu::Response> transmit(const apdu::Command& /*command*/) override {
        if (m_next == m_answers.size()) return fail(FailureCode::CardUnresponsive, "end");
        return apdu::parseResponse(fromHex(m_answers[m_next++]).value());
    }
    [[nodiscard]] Bytes atr() const override { return {}; }

private:
    std::vector<std::string> m_answers;
    std::size_t m_next = 0;
};

FailureCode certificateFrom(std::vector<std::string> answers) {
    answers.insert(answers.begin(), "9000");
    Answers card(std::move(answers));
    auto device = PivDevice::open(card);
    const auto certificate = device->certificate(PivSlot::Signature);
    return certificate ? FailureCode::Internal : certificate.error().code;
}

TEST(PivDeviceAnswers, WhatIsNoPivDeviceIsTold) {
    Answers card({"6A82"});
    EXPECT_EQ(PivDevice::open(card).error().code, FailureCode::DeviceUnsupported);
    EXPECT_EQ(certificateFrom({"6A82"}), FailureCode::DeviceUnsupported);
    EXPECT_EQ(certificateFrom({"53007000"
                               "9000"}),
              FailureCode::CardDataMalformed);
    EXPECT_EQ(certificateFrom({"5300"
                               "9000"}),
              FailureCode::DeviceUnsupported);
    EXPECT_EQ(certificateFrom({"5306"
                               "7001AA"
                               "710101"
                               "9000"}),
              FailureCode::DeviceUnsupported);
    EXPECT_EQ(certificateFrom({"530670"
                               "9000"}),
              FailureCode::CardDataMalformed);
    EXPECT_EQ(certificateFrom({"6F00"}), FailureCode::CardDataMalformed);
    EXPECT_EQ(certificateFrom({}), FailureCode::DeviceTimeout);
    EXPECT_EQ(certificateFrom({"53"
                               "6110",
                               "9000"}),
              FailureCode::CardDataMalformed);
    EXPECT_EQ(certificateFrom({"6110", "6110", "6110"}), FailureCode::CardDataMalformed);
    EXPECT_EQ(certificateFrom({"53056103",
                               "7001AA710100"
                               "9000"}),
              FailureCode::CardDataMalformed);
    EXPECT_EQ(certificateFrom({"53066106",
                               "7001AA710100"
                               "9000"}),
              FailureCode::Internal);
}

}  // namespace
}  // namespace tappay::confirm
