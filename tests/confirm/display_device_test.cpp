#include "confirm/display_device.h"

#include <gtest/gtest.h>

#include "confirm/device_on_desk.h"
#include "protocol/confirmation_request.h"

// A device with a display against the virtual one, which reads the request for itself.
namespace tappay::confirm {
namespace {

using namespace std::chrono_literals;
using simulator::device::KeyKind;
using simulator::device::PivCard;
using test::DeviceOnDesk;

protocol::ConfirmationRequest requestNumbered(int number) {
    protocol::ConfirmationRequest it;
    it.id = "01936b2e-5f00-7a31-8c11-3d2b6a90f4" + std::to_string(10 + number);
    it.payerAccount = "622848*********8901";
    it.order = "A-2026-0042";
    it.payee = "山茶 Tea House";
    it.payeeAccount = "898310054110002";
    it.amount = {128'050, *currencyByAlpha("CNY")};
    it.expires = std::chrono::sys_seconds(std::chrono::seconds(1'795'392'000));
    it.nonce.assign(protocol::kConfirmationNonce, 7);
    return it;
}

class DisplayDeviceTest : public testing::Test {
protected:
    Result<DeviceSignature> confirm(const Bytes& request, const Deadline& deadline,
                                    std::string_view pin = "123456") {
        TAPPAY_TRY(device, DisplayDevice::open(m_desk));
        return device.confirm(request, SecretBytes(asBytes(pin)),
                              m_card.identity().signingCertificate, deadline,
                              [&] { m_shown = m_card.shown(); });
    }
    Result<DeviceSignature> confirm(std::string_view pin = "123456") {
        return confirm(m_request, Deadline::in(20s), pin);
    }
    static FailureCode codeOf(const Result<DeviceSignature>& result) {
        return result ? FailureCode::Internal : result.error().code;
    }
    [[nodiscard]] bool verifies(const DeviceSignature& it) const {
        const auto key = crypto::parseCertificate(it.certificate).value().key;
        return crypto::EcVerifier::create(std::get<crypto::EcPublicKey>(key))
            ->verifyEcdsa(m_request, it.signature);
    }

    PivCard m_card{test::identityOf(KeyKind::P256), true};
    DeviceOnDesk m_desk{m_card};
    const Bytes m_request = encode(requestNumbered(1)).value();
    std::string m_shown;
};

TEST_F(DisplayDeviceTest, ShowsWhatItSigns) {
    const auto signature = confirm();
    ASSERT_TRUE(signature) << signature.error().detail;
    EXPECT_TRUE(verifies(*signature));
    EXPECT_EQ(m_shown,
              "CNY 128050 (minor units)\nto 山茶 Tea House\n898310054110002\n"
              "from 622848*********8901\nOrder A-2026-0042");
    EXPECT_EQ(m_card.shown(), "") << "dark again";
    EXPECT_LE(m_desk.longest(), 261U);
}

TEST_F(DisplayDeviceTest, AnswersTheSameRequestTheSameAgain) {
    const auto first = confirm();
    const auto again = confirm("999999");
    ASSERT_TRUE(first && again) << "known, so that no PIN is wanted";
    EXPECT_EQ(first->signature, again->signature);
    EXPECT_EQ(m_card.signatures(), 1U);
}

TEST_F(DisplayDeviceTest, ALostAnswerIsFetchedAndNotSignedAgain) {
    ASSERT_TRUE(m_card.follow("tear"));
    EXPECT_EQ(codeOf(confirm()), FailureCode::DeviceRemoved);
    ASSERT_TRUE(m_card.follow("none"));
    DeviceOnDesk again(m_card);
    auto device = DisplayDevice::open(again);
    const auto signature = device->confirm(m_request, SecretBytes(),
                                           m_card.identity().signingCertificate, Deadline::in(20s));
    ASSERT_TRUE(signature) << signature.error().detail;
    EXPECT_TRUE(verifies(*signature));
    EXPECT_EQ(m_card.signatures(), 1U);
}

TEST_F(DisplayDeviceTest, RefusesAnotherRequestUnderAUsedIdentifier) {
    ASSERT_TRUE(confirm());
    auto other = requestNumbered(1);
    other.amount.minor += 1;
    EXPECT_EQ(codeOf(confirm(encode(other).value(), Deadline::in(20s))), FailureCode::KeyReused);
    EXPECT_EQ(m_card.signatures(), 1U);
}

TEST_F(DisplayDeviceTest, ARefusalIsOneEachTimeItIsAsked) {
    ASSERT_TRUE(m_card.follow("refuse"));
    EXPECT_EQ(codeOf(confirm()), FailureCode::DeviceRefused);
    ASSERT_TRUE(m_card.follow("confirm"));
    EXPECT_EQ(codeOf(confirm()), FailureCode::DeviceRefused);
    EXPECT_EQ(m_card.signatures(), 0U);
}

TEST_F(DisplayDeviceTest, WhatNobodyPressesForIsTakenFromTheDisplay) {
    ASSERT_TRUE(m_card.follow("nothing"));
    EXPECT_EQ(codeOf(confirm(m_request, Deadline::in(300ms))), FailureCode::DeviceTimeout);
    EXPECT_EQ(m_card.shown(), "");
    std::stop_source stop;
    stop.request_stop();
    const auto next = encode(requestNumbered(2)).value();
    EXPECT_EQ(codeOf(confirm(next, Deadline::in(20s, stop.get_token()))), FailureCode::Cancelled);
    ASSERT_TRUE(m_card.follow("confirm"));
    EXPECT_EQ(codeOf(confirm()), FailureCode::Cancelled) << "withdrawn for good";
    EXPECT_EQ(m_card.signatures(), 0U);
}

TEST_F(DisplayDeviceTest, PinAndCertificateAreCheckedFirst) {
    EXPECT_EQ(codeOf(confirm("654321")), FailureCode::DevicePinWrong);
    ASSERT_TRUE(m_card.follow("other-certificate"));
    EXPECT_EQ(codeOf(confirm()), FailureCode::DeviceWrong);
    EXPECT_EQ(m_shown, "");
}

TEST_F(DisplayDeviceTest, OnlyARequestIsProposed) {
    EXPECT_EQ(codeOf(confirm(toBytes("no request"), Deadline::in(20s))),
              FailureCode::InputMalformed);
    PivCard plain(test::identityOf(KeyKind::P256));
    DeviceOnDesk desk(plain);
    EXPECT_EQ(DisplayDevice::open(desk).error().code, FailureCode::DeviceUnsupported);
}

// Two readers of one format, made apart from each other: what one refuses the other one refuses.
TEST(ShownRequest, IsReadAsStrictlyAsByUs) {
    const auto whole = encode(requestNumbered(1)).value();
    ASSERT_TRUE(simulator::device::readRequest(whole));
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const int by : {1, 2, 4, 8, 16, 32, 64, 128}) {
            auto changed = whole;
            changed[at] ^= static_cast<std::uint8_t>(by);
            const auto ours = protocol::decodeConfirmationRequest(changed);
            const auto theirs = simulator::device::readRequest(changed);
            // The device doesn't know which currencies there are.
            if (!ours && ours.error().code == FailureCode::CurrencyUnsupported) continue;
            EXPECT_EQ(ours.has_value(), theirs.has_value()) << at << " " << by;
        }
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(simulator::device::readRequest(ByteView(whole).first(size)));
}

}  // namespace
}  // namespace tappay::confirm
