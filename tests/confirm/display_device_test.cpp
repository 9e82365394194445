#include "confirm/display_device.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "confirm/device_on_desk.h"
#include "confirm/request_on_desk.h"

// A device with a display against the virtual one, which reads the request for itself.
namespace tappay::confirm {
namespace {

using namespace std::chrono_literals;
using simulator::device::KeyKind;
using simulator::device::PivCard;
using test::DeviceOnDesk;

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
        return test::verifies(it, m_request);
    }

    PivCard m_card{test::identityOf(KeyKind::P256), true};
    DeviceOnDesk m_desk{m_card};
    const Bytes m_request = test::requestNumbered(1);
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

TEST_F(DisplayDeviceTest, WhatWasSignedOrRefusedSurvivesALossOfPower) {
    const auto file = testing::TempDir() + "memory-" + std::to_string(::getpid());
    const auto askedOf = [&](const char* button, const Bytes& request) {
        PivCard card(test::identityOf(KeyKind::P256), true, file);
        EXPECT_TRUE(card.follow(button));
        DeviceOnDesk desk(card);
        auto signature = DisplayDevice::open(desk)->confirm(
            request, test::pinOnDesk(), card.identity().signingCertificate, Deadline::in(20s));
        return std::pair(std::move(signature), card.signatures());
    };
    const auto [first, made] = askedOf("confirm", m_request);
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_EQ(made, 1U);
    const auto [again, remade] = askedOf("refuse", m_request);
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(again->signature, first->signature);
    EXPECT_EQ(remade, 0U);
    const auto refused = test::requestNumbered(2);
    EXPECT_EQ(codeOf(askedOf("refuse", refused).first), FailureCode::DeviceRefused);
    EXPECT_EQ(codeOf(askedOf("confirm", refused).first), FailureCode::DeviceRefused);
    auto changed = test::confirmationNumbered(1);
    changed.amount.minor += 1;
    EXPECT_EQ(codeOf(askedOf("confirm", encode(changed).value()).first), FailureCode::KeyReused);
    std::filesystem::remove(file);
}

TEST_F(DisplayDeviceTest, WhatCantBeRememberedIsNotSigned) {
    PivCard card(test::identityOf(KeyKind::P256), true, "/nowhere/memory");
    DeviceOnDesk desk(card);
    const auto signature = DisplayDevice::open(desk)->confirm(
        m_request, test::pinOnDesk(), card.identity().signingCertificate, Deadline::in(20s));
    EXPECT_EQ(codeOf(signature), FailureCode::CardDataMalformed);
    EXPECT_EQ(card.signatures(), 0U);
}

TEST_F(DisplayDeviceTest, RefusesAnotherRequestUnderAUsedIdentifier) {
    ASSERT_TRUE(confirm());
    auto other = test::confirmationNumbered(1);
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
    const auto next = test::requestNumbered(2);
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
    const auto whole = test::requestNumbered(1);
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
