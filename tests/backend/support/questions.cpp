#include "backend/support/questions.h"

#include "base/uuid.h"
#include "crypto/random.h"
#include "protocol/time.h"

namespace tappay::test {

Questions::Questions(const Installation& installation) : m_installation(installation) {}

protocol::AuthorisationRequest Questions::authorisation(const std::string& key,
                                                        const std::string& amount) const {
    protocol::AuthorisationRequest request;
    request.key = key;
    request.terminalId = Installation::kTerminalId;
    request.merchantId = Installation::kMerchantId;
    request.amount = parseMoney(amount, currencyByAlpha("CNY").value()).value();
    request.entryMode = "052";
    request.sequence = 17;
    request.time = now();
    request.card.pan = SecretBytes(asBytes(kPan));
    request.card.track2 = SecretBytes(asBytes("6228480012345678901D30122010000000"));
    request.card.expiry = "3012";
    request.card.panSequence = "01";
    request.card.icc = fromHex("9F2608D86EA799901B3784").value();
    return request;
}

protocol::Signer Questions::signer() const {
    return {Installation::kTerminalId,
            [this](ByteView message) { return m_installation.identity.signEcdsa(message); }};
}

std::string Questions::sign(const protocol::AuthorisationRequest& request) const {
    crypto::SystemRandom random;
    return protocol::sign(request, {m_installation.seal.publicKey(), "seal-1"}, random, signer())
        .value();
}

protocol::AdviceRequest Questions::advice(const std::string& key, const std::string& amount) const {
    protocol::AdviceRequest request{authorisation(key, amount), now()};
    auto& payment = request.payment;
    payment.time = "2026-11-22T07:00:00.000Z";
    payment.entryMode = "072";
    payment.card.track2 = {};
    return request;
}

std::string Questions::sign(const protocol::AdviceRequest& request) const {
    crypto::SystemRandom random;
    const auto& payment = request.payment;
    const auto sealed = protocol::sealCard(payment.key, payment.card,
                                           {m_installation.seal.publicKey(), "seal-1"}, random);
    return protocol::sign(request, sealed.value(), signer()).value();
}

std::string Questions::undo(const std::string& key, protocol::UndoReason reason) const {
    return protocol::sign(protocol::UndoRequest{key, Installation::kTerminalId, reason, now()},
                          signer())
        .value();
}

std::string Questions::status(const std::string& key) const {
    return "TapPay " +
           protocol::sign(protocol::StatusQuestion{key, Installation::kTerminalId, now()}, signer())
               .value();
}

std::string Questions::newKey() {
    crypto::SystemRandom random;
    return makeUuidV7(SystemClock(), random);
}

std::string Questions::now() {
    return protocol::formatTime(std::chrono::system_clock::now());
}

Result<protocol::PaymentAnswer> Questions::open(const std::optional<Reply>& reply) const {
    if (!reply) return fail(FailureCode::HostTimeout, "no reply");
    if (reply->status != 200) return std::unexpected(protocol::decodeError(reply->body));
    TAPPAY_TRY(verifier, crypto::EcVerifier::create(m_installation.answer.publicKey()));
    return protocol::openAnswer(reply->body, verifier);
}

}  // namespace tappay::test
