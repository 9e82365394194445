// A key for each PIN, from the sign-on to the card network.
#include "crypto/pin_block.h"
#include "onboarding/onboarding_fixture.h"
#include "protocol/time.h"

namespace tappay::test {
namespace {

namespace dukpt = crypto::dukpt;
using terminal::EncipheredPin;
using terminal::SignOn;

class DukptTest : public OnboardingTest {
protected:
    void SetUp() override {
        OnboardingTest::SetUp();
        auto config = m_installation.config("enrolling.json");
        config.enrolment->pinKeys = backend::PinKeys::Dukpt;
        config.network.pinKey = m_networkKey.clone();
        restart(std::move(config));
    }
    static Deadline soon() { return Deadline::in(std::chrono::seconds(10)); }
    EncipheredPin pin(SignOn& keys) {
        return terminal::encipherPin(keys, asBytes("123456"), kPan, m_systemRandom).value();
    }
    Result<protocol::PaymentAnswer> pay(Machine& machine, SignOn& keys, const EncipheredPin& pin) {
        auto payment = m_questions.authorisation(Questions::newKey(), "12.34");
        payment.terminalId = kTerminal;
        payment.time = protocol::formatTime(m_time.now());
        payment.entryMode = "051";
        payment.card.pinBlock = pin.block;
        payment.card.pinKeySerial = pin.keySerial;
        const protocol::SignOnSeal seal{keys.session, keys.processKey, ++keys.sealings};
        return machine.line().authorise(payment, &seal, soon());
    }

    const ByteView kPan = asBytes(std::string_view(Questions::kPan));
    const SecretBytes m_networkKey{fromHex("A1A1A2A2A4A4A7A7B0B0B3B3B5B5B6B6").value()};
};

TEST_F(DukptTest, OnePinTwiceGoesUnderTwoKeysAndArrivesAsTheSame) {
    auto machine = terminalMachine();
    EXPECT_EQ(machine->onboarding.security().signOn->pinKey.checkValue, "");
    const auto keys = machine->onboarding.signedOn(soon()).value();
    ASSERT_TRUE(keys->pinKeys);
    EXPECT_TRUE(keys->pinKey.empty());
    const auto first = pin(*keys), second = pin(*keys), third = pin(*keys);
    EXPECT_EQ(dukpt::aesCounter(first.keySerial).value(), 1U);
    EXPECT_EQ(dukpt::aesCounter(second.keySerial).value(), 2U);
    for (const auto& one : {first, second}) {
        const auto answer = pay(*machine, *keys, one);
        ASSERT_TRUE(answer) << answer.error().detail;
        EXPECT_EQ(answer->state, PaymentState::Approved);
        EXPECT_EQ(
            toHex(m_network.received("0200").back().binary(52)),
            toHex(
                crypto::encipherPinFormat0(m_networkKey.view(), asBytes("123456"), kPan).value()));
    }
    EXPECT_EQ(pay(*machine, *keys, {first.block, third.keySerial}).error().code,
              FailureCode::KeyRejected)
        << "under another key";
    EXPECT_EQ(pay(*machine, *keys, first).error().code, FailureCode::KeyRejected) << "replayed";
    EXPECT_EQ(m_network.received("0200").size(), 2U);
}

TEST_F(DukptTest, AfterARestartNoKeyComesAgain) {
    auto machine = terminalMachine();
    const auto before = pin(*machine->onboarding.signedOn(soon()).value());
    machine.reset();
    openChip();
    machine = this->machine();
    machine->ready();
    const auto keys = machine->onboarding.signedOn(soon()).value();
    const auto after = pin(*keys);
    EXPECT_FALSE(std::ranges::equal(ByteView(before.keySerial).first(dukpt::kAesKeyId),
                                    ByteView(after.keySerial).first(dukpt::kAesKeyId)));
    EXPECT_EQ(pay(*machine, *keys, before).error().code, FailureCode::KeyRejected);
    EXPECT_TRUE(pay(*machine, *keys, after));
}

// Fault 22: the last key there is.
TEST_F(DukptTest, AfterTheLastKeyItSignsOnAnew) {
    auto machine = terminalMachine();
    const auto used = machine->onboarding.signedOn(soon()).value();
    constexpr std::uint32_t kOneLeft = 0xFFFE8000;
    auto device = dukpt::AesDevice::load(SecretBytes(Bytes(32, 1)), Bytes(8, 2), kOneLeft).value();
    used->pinKeys = std::make_unique<terminal::PinKeySequence>(std::move(device));
    EXPECT_EQ(machine->onboarding.signedOn(soon()).value(), used) << "one is left";
    EXPECT_EQ(dukpt::aesCounter(pin(*used).keySerial).value(), dukpt::kAesLastCounter);
    EXPECT_EQ(terminal::encipherPin(*used, asBytes("123456"), kPan, m_systemRandom).error().code,
              FailureCode::KeyUnavailable);
    const auto keys = machine->onboarding.signedOn(soon());
    ASSERT_TRUE(keys) << keys.error().detail;
    EXPECT_NE((*keys)->session, used->session);
    const auto answer = pay(*machine, **keys, pin(**keys));
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->state, PaymentState::Approved);
}

}  // namespace
}  // namespace tappay::test
