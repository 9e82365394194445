#include "protocol/envelope.h"

#include <gtest/gtest.h>

#include "crypto/random.h"
#include "protocol/sealed_transaction.h"
#include "protocol/sign_on.h"

namespace tappay::protocol {
namespace {

class EnvelopeTest : public ::testing::Test {
protected:
    EnvelopeTest() {
        m_request.key = "01936b2e-7c00-7abc-8def-0123456789ab";
        m_request.terminalId = "10000001";
        m_request.merchantId = "898310054110001";
        m_request.amount = parseMoney("12.34", currencyByAlpha("CNY").value()).value();
        m_request.entryMode = "052";
        m_request.time = "2026-11-22T08:00:00.000Z";
        m_request.card.pan = SecretBytes(asBytes("6228480012345678901"));
        m_request.card.expiry = "3012";
    }

    Result<ReceivedAuthorisation> travel() {
        TAPPAY_TRY(compact, sign(m_request, {m_seal.publicKey(), "seal-1"}, m_random, signer()));
        TAPPAY_TRY(parts, crypto::jwsParse(compact));
        EXPECT_EQ(parts.kid, "10000001");
        TAPPAY_TRY(verifier, crypto::EcVerifier::create(m_identity.publicKey()));
        TAPPAY_TRY(payload, crypto::jwsVerify(parts, verifier));
        EXPECT_EQ(toText(payload).find("6228480012345678901"), std::string::npos);
        return decodeAuthorisation(toText(payload));
    }
    Signer signer() {
        return {"10000001", [this](ByteView message) { return m_identity.signEcdsa(message); }};
    }

    crypto::SystemRandom m_random;
    crypto::EcPrivateKey m_identity = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    crypto::EcPrivateKey m_seal = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    AuthorisationRequest m_request;
};

TEST_F(EnvelopeTest, CardTravelsSealed) {
    auto received = travel();
    ASSERT_TRUE(received) << received.error().detail;
    auto request = unseal(std::move(*received), m_seal);
    ASSERT_TRUE(request) << request.error().detail;
    EXPECT_EQ(toText(request->card.pan.view()), "6228480012345678901");
}

TEST_F(EnvelopeTest, SealOpensOnlyInItsOwnEnvelopeAndUnderItsOwnKey) {
    auto received = travel();
    ASSERT_TRUE(received);
    auto moved = *travel();
    moved.request.key = "01936b2e-7c00-7abc-8def-0123456789ac";
    EXPECT_EQ(unseal(std::move(moved), m_seal).error().code, FailureCode::CryptoFailed);
    EXPECT_FALSE(unseal(std::move(*received), m_identity));
}

TEST_F(EnvelopeTest, UnderASignOnTheCardOpensWithTheTransactionsOwnKeyOnly) {
    const SecretBytes process(Bytes(32, 7));
    const std::string session = "01936b2e-7c00-7abc-8def-0123456789ad";
    const auto compact = sign(m_request, SignOnSeal{session, process, 3}, m_random, signer());
    const auto parts = crypto::jwsParse(compact.value());
    const auto received = decodeAuthorisation(toText(parts->payload));
    ASSERT_TRUE(received) << received.error().detail;
    EXPECT_EQ(received->session, session);
    const auto sealed = crypto::fromBase64Url(received->sealed).value();
    const auto opened =
        openTransaction(transactionKey(process, received->request.key).view(), sealed);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->number, 3U);
    EXPECT_FALSE(openTransaction(transactionKey(process, session).view(), sealed));
    auto request = withCard(*decodeAuthorisation(toText(parts->payload)), opened->card.view());
    ASSERT_TRUE(request) << request.error().detail;
    EXPECT_EQ(toText(request->card.pan.view()), "6228480012345678901");
    auto moved = *decodeAuthorisation(toText(parts->payload));
    moved.request.key = session;
    EXPECT_EQ(withCard(std::move(moved), opened->card.view()).error().code,
              FailureCode::CryptoFailed);
}

TEST_F(EnvelopeTest, EntryModeAndPinBlockMustAgree) {
    m_request.entryMode = "051";
    EXPECT_EQ(unseal(travel().value(), m_seal).error().code, FailureCode::InputMalformed);
    m_request.card.pinBlock = Bytes(8, 0x5A);
    EXPECT_TRUE(unseal(travel().value(), m_seal));
    m_request.entryMode = "052";
    EXPECT_EQ(unseal(travel().value(), m_seal).error().code, FailureCode::InputMalformed);
}

TEST_F(EnvelopeTest, AnAdviceIsSealedBeforeItIsSentAndHoldsNeitherTrackNorPin) {
    m_request.entryMode = "072";
    m_request.card.icc = Bytes(8, 0x9F);
    const auto open = [&]() -> Result<AdviceRequest> {
        TAPPAY_TRY(sealed, sealCard(m_request.key, m_request.card, {m_seal.publicKey(), "seal-1"},
                                    m_random));
        AdviceRequest sending;
        sending.payment.key = m_request.key;
        sending.payment.terminalId = m_request.terminalId;
        sending.payment.merchantId = m_request.merchantId;
        sending.payment.amount = m_request.amount;
        sending.payment.entryMode = m_request.entryMode;
        sending.payment.time = m_request.time;
        sending.time = "2026-11-23T08:00:00.000Z";
        TAPPAY_TRY(compact, sign(sending, sealed, signer()));
        TAPPAY_TRY(parts, crypto::jwsParse(compact));
        TAPPAY_TRY(verifier, crypto::EcVerifier::create(m_identity.publicKey()));
        TAPPAY_TRY(payload, crypto::jwsVerify(parts, verifier));
        TAPPAY_TRY(received, decodeAdvice(toText(payload)));
        EXPECT_FALSE(decodeAuthorisation(toText(payload))) << "not to be taken for a request";
        return unseal(std::move(received), m_seal);
    };
    const auto advice = open();
    ASSERT_TRUE(advice) << advice.error().detail;
    EXPECT_EQ(advice->time, "2026-11-23T08:00:00.000Z");
    EXPECT_EQ(advice->payment.time, "2026-11-22T08:00:00.000Z");
    EXPECT_EQ(advice->payment.amount, m_request.amount);
    EXPECT_EQ(toText(advice->payment.card.pan.view()), "6228480012345678901");
    EXPECT_EQ(advice->payment.card.icc, m_request.card.icc);
    m_request.card.track2 = SecretBytes(asBytes("6228480012345678901D3012201"));
    EXPECT_EQ(open().error().code, FailureCode::InputMalformed);
    m_request.card.track2 = {};
    m_request.entryMode = "071";
    m_request.card.pinBlock = Bytes(8, 0x5A);
    EXPECT_EQ(open().error().code, FailureCode::InputMalformed);
}

TEST_F(EnvelopeTest, AnswerIsBelievedFromItsSignerOnly) {
    PaymentAnswer answer;
    answer.key = m_request.key;
    answer.terminalId = "10000001";
    answer.time = m_request.time;
    const auto compact = sign(answer, signer()).value();
    auto right = crypto::EcVerifier::create(m_identity.publicKey());
    auto wrong = crypto::EcVerifier::create(m_seal.publicKey());
    ASSERT_TRUE(right && wrong);
    EXPECT_TRUE(openAnswer(compact, *right));
    EXPECT_EQ(openAnswer(compact, *wrong).error().code, FailureCode::CryptoFailed);
}

}  // namespace
}  // namespace tappay::protocol
