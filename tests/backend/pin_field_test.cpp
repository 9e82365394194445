#include "backend/backend_test.h"
#include "crypto/pin_block.h"
#include "crypto/random.h"

// PIN blocks of format 0 (8 octets) and format 4 (16 octets) on their way to the network.
namespace tappay::test {
namespace {

class PinFieldTest : public BackendTest {
protected:
    void startWith(iso8583::PinField field) {
        m_backend.reset();
        auto config = m_installation.config();
        config.network.pinField = field;
        m_network.setPinField(field);
        start(std::move(config));
    }
    Bytes block(iso8583::PinField field) {
        const Bytes key(16, 0x31);
        const auto pin = asBytes("123456"), pan = asBytes(Questions::kPan);
        return field == iso8583::PinField::Octets16
                   ? crypto::encipherPinFormat4(key, pin, pan, m_random).value()
                   : crypto::encipherPinFormat0(key, pin, pan).value();
    }
    Result<protocol::PaymentAnswer> payWith(const Bytes& pinBlock) {
        auto request = m_questions.authorisation(Questions::newKey(), "12.34");
        request.entryMode = "071";
        request.card.pinBlock = pinBlock;
        return m_questions.open(postAuthorisation(m_questions.sign(request)));
    }

    crypto::SystemRandom m_random;
};

TEST_F(PinFieldTest, GoesThroughAsTheNetworkTakesIt) {
    for (const auto& [field, control] :
         {std::pair{iso8583::PinField::Octets8, "2600000000000000"},
          std::pair{iso8583::PinField::Octets16, "4600000000000000"}}) {
        startWith(field);
        const auto pinBlock = block(field);
        EXPECT_EQ(payWith(pinBlock)->state, PaymentState::Approved);
        const auto sent = m_network.received("0200").back();
        EXPECT_EQ(toHex(sent.binary(52)), toHex(pinBlock));
        EXPECT_EQ(sent.text(53), control);
        EXPECT_EQ(sent.text(22), "071");
    }
}

TEST_F(PinFieldTest, TheOtherFormatIsRefusedBeforeAnythingIsSent) {
    using enum iso8583::PinField;
    for (const auto& [field, other] :
         {std::pair{Octets8, Octets16}, std::pair{Octets16, Octets8}}) {
        startWith(field);
        const auto refused = payWith(block(other));
        EXPECT_EQ(refused.error().code, FailureCode::InputMalformed);
        EXPECT_TRUE(refused.error().detail.contains("format"));
    }
    EXPECT_TRUE(m_network.received("0200").empty());
}

}  // namespace
}  // namespace tappay::test
