#include "crypto/dukpt.h"
#include "backend/enrolment/enrolling_test.h"
#include "crypto/pin_block.h"

// PINs under AES DUKPT instead of one key for the whole sign-on.
namespace tappay::test {
namespace {

namespace dukpt = crypto::dukpt;

class DukptTest : public EnrollingTest {
protected:
    void SetUp() override { restart(configured(backend::PinKeys::Dukpt)); }

    backend::Config configured(backend::PinKeys pinKeys) {
        auto config = m_installation.config("enrolling.json");
        config.enrolment->pinKeys = pinKeys;
        config.network.pinKey = m_networkKey.clone();
        return config;
    }
    Session& session(const Newcomer& machine) { return m_sessions.at(machine.enrolled.keyId); }
    Bytes serial(const Newcomer& machine, std::uint32_t counter) {
        return dukpt::aesSerial(session(machine).initialKeyId, counter);
    }
    // A PIN under the key that the sign-on's initial key makes for this serial.
    void putPin(protocol::AuthorisationRequest& asked, const Newcomer& machine,
                const Bytes& serial) {
        const auto key = dukpt::aesKey(session(machine).pin, serial, dukpt::Use::Pin).value();
        asked.entryMode = "051";
        asked.card.pinBlock =
            crypto::encipherPinFormat4(key.view(), asBytes("123456"), kPan, m_random).value();
        asked.card.pinKeySerial = serial;
    }
    protocol::AuthorisationRequest withPin(const Newcomer& machine, const Bytes& serial) {
        auto asked = payment(machine);
        putPin(asked, machine, serial);
        return asked;
    }
    FailureCode refusal(const Newcomer& machine, const protocol::AuthorisationRequest& asked) {
        const auto answer = sendPayment(seal(machine, asked));
        return answer ? FailureCode::Internal : answer.error().code;
    }
    std::size_t sent() { return m_network.received("0200").size(); }

    const ByteView kPan = asBytes(std::string_view(Questions::kPan));
    const SecretBytes m_networkKey{fromHex("A1A1A2A2A4A4A7A7B0B0B3B3B5B5B6B6").value()};
};

TEST_F(DukptTest, EachPinHasItsKeyAndTheNetworkSeesNothingOfThat) {
    const auto machine = paying("chip");
    ASSERT_EQ(session(machine).initialKeyId.size(), dukpt::kAesKeyId);
    // Some were never sent.
    for (const std::uint32_t counter : {1U, 2U, 0x1FU, 0x10000U, dukpt::kAesLastCounter}) {
        const auto answer = sendPayment(seal(machine, withPin(machine, serial(machine, counter))));
        ASSERT_TRUE(answer) << counter << answer.error().detail;
        EXPECT_EQ(answer->state, PaymentState::Approved);
        EXPECT_EQ(
            toHex(m_network.received("0200").back().binary(52)),
            toHex(
                crypto::encipherPinFormat0(m_networkKey.view(), asBytes("123456"), kPan).value()));
    }
    EXPECT_TRUE(pay(machine)) << "and a payment without PIN";
}

TEST_F(DukptTest, AnInitialKeyIsOfOneSignOnAlone) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    const auto first = session(machine).initialKeyId;
    const auto firstKey = session(machine).pin.clone();
    openSession(machine);
    EXPECT_NE(session(machine).initialKeyId, first);
    EXPECT_NE(session(other).initialKeyId, first);
    EXPECT_FALSE(equalConstantTime(session(machine).pin.view(), firstKey.view()));
    // A database that is put back brings none back.
    m_backend.reset();
    std::filesystem::copy_file(m_installation.file("keys.db"), m_installation.file("before.db"));
    restart(configured(backend::PinKeys::Dukpt));
    openSession(machine);
    const auto id = session(machine).initialKeyId;
    const auto key = session(machine).pin.clone();
    m_backend.reset();
    std::filesystem::rename(m_installation.file("before.db"), m_installation.file("keys.db"));
    restart(configured(backend::PinKeys::Dukpt));
    openSession(machine);
    EXPECT_NE(session(machine).initialKeyId, id);
    EXPECT_FALSE(equalConstantTime(session(machine).pin.view(), key.view()));
}

TEST_F(DukptTest, WhatWasUsedOrGoesBackIsRefusedAndNothingIsRun) {
    const auto machine = paying("chip");
    const auto fifth = withPin(machine, serial(machine, 5));
    ASSERT_TRUE(sendPayment(seal(machine, fifth)));
    for (const std::uint32_t counter : {5U, 4U, 1U})
        EXPECT_EQ(refusal(machine, withPin(machine, serial(machine, counter))),
                  FailureCode::KeyRejected)
            << counter;
    EXPECT_EQ(m_status, 409);
    restart(configured(backend::PinKeys::Dukpt));
    EXPECT_EQ(refusal(machine, withPin(machine, serial(machine, 5))), FailureCode::KeyRejected)
        << "after a restart too";
    ASSERT_TRUE(sendPayment(seal(machine, withPin(machine, serial(machine, 6)))));
    ASSERT_EQ(sent(), 2U);

    ASSERT_TRUE(sendPayment(seal(machine, fifth))) << "the same transaction is the same";
    EXPECT_EQ(sent(), 2U);
    EXPECT_EQ(refusal(machine, withPin(machine, serial(machine, 6))), FailureCode::KeyRejected)
        << "although an older one came last";
    EXPECT_TRUE(sendPayment(seal(machine, withPin(machine, serial(machine, 7)))))
        << "what was refused has spoiled nothing";
}

TEST_F(DukptTest, AKeyThatIsNotThisSignOnsIsRefusedAndNothingIsRun) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    auto foreign = serial(machine, 1);
    for (const std::size_t octet : {0U, 3U, 7U}) {
        auto changed = foreign;
        changed[octet] ^= 0x01;
        EXPECT_EQ(refusal(machine, withPin(machine, changed)), FailureCode::KeyRejected) << octet;
    }
    auto asked = withPin(machine, foreign);
    asked.card.pinBlock = withPin(other, serial(other, 1)).card.pinBlock;
    EXPECT_EQ(refusal(machine, asked), FailureCode::KeyRejected) << "another terminal's";
    asked = withPin(machine, foreign);
    asked.card.pinKeySerial = serial(machine, 2);
    EXPECT_EQ(refusal(machine, asked), FailureCode::KeyRejected) << "another PIN's";
    asked.card.pinKeySerial.clear();
    EXPECT_EQ(refusal(machine, asked), FailureCode::KeyRejected) << "nobody's";
    for (const std::uint32_t counter : {0U, 0x1FFFFU, 0xFFFFFFFFU}) {
        asked.card.pinKeySerial = serial(machine, counter);
        EXPECT_EQ(refusal(machine, asked), FailureCode::KeyRejected) << "no device has " << counter;
    }
    EXPECT_EQ(sent(), 0U);
    EXPECT_TRUE(sendPayment(seal(machine, withPin(machine, foreign))));
}

TEST_F(DukptTest, EachSignOnKeepsToItsKindOfKey) {
    const auto machine = paying("chip");
    restart(configured(backend::PinKeys::SignOn));
    EXPECT_TRUE(sendPayment(seal(machine, withPin(machine, serial(machine, 1)))))
        << "until the next sign-on";
    auto asked = withPin(machine, serial(machine, 2));
    openSession(machine);
    ASSERT_TRUE(session(machine).initialKeyId.empty());
    asked.card.pinBlock =
        crypto::encipherPinFormat4(session(machine).pin.view(), asBytes("123456"), kPan, m_random)
            .value();
    EXPECT_EQ(refusal(machine, asked), FailureCode::KeyRejected) << "a serial without DUKPT";
    asked.card.pinKeySerial.clear();
    EXPECT_TRUE(sendPayment(seal(machine, asked)));
    EXPECT_EQ(sent(), 2U);
}

}  // namespace
}  // namespace tappay::test
