#include "protocol/envelope.h"

#include "protocol/card_data.h"
#include "protocol/sealed_transaction.h"
#include "protocol/sign_on.h"

namespace tappay::protocol {

namespace {

Result<std::string> signText(const std::string& payload, const Signer& signer) {
    return crypto::jwsSign(signer.kid, asBytes(payload), signer.sign);
}

Result<void> takeCard(AuthorisationRequest& request, ByteView card) {
    TAPPAY_TRY(sealed, decodeCardData(card));
    if (sealed.key != request.key)
        return fail(FailureCode::CryptoFailed, "the seal belongs to another payment");
    const bool pinEntered = request.entryMode.back() == '1';
    if (pinEntered == sealed.card.pinBlock.empty())
        return fail(FailureCode::InputMalformed, "entry mode and PIN block contradict");
    request.card = std::move(sealed.card);
    return {};
}

Result<void> unsealInto(AuthorisationRequest& request, const std::string& compact,
                        const crypto::EcPrivateKey& key) {
    TAPPAY_TRY(opened, crypto::jweOpen(key, compact));
    return takeCard(request, opened.view());
}

}  // namespace

Result<std::string> sign(const AuthorisationRequest& request, const SignOnSeal& seal,
                         Random& random, const Signer& signer) {
    TAPPAY_TRY(sealed, sealCard(request.key, request.card, seal, random));
    return signText(encode(request, sealed, seal.session), signer);
}

Result<std::string> sign(const AuthorisationRequest& request, const SealKey& seal, Random& random,
                         const Signer& signer) {
    TAPPAY_TRY(sealed, sealCard(request.key, request.card, seal, random));
    return signText(encode(request, sealed), signer);
}

Result<std::string> sealCard(const std::string& key, const CardData& card, const SealKey& seal,
                             Random& random) {
    const auto plain = encodeCardData(key, card);
    return crypto::jweSeal(seal.to, seal.kid, plain.view(), random);
}

Result<std::string> sealCard(const std::string& key, const CardData& card, const SignOnSeal& seal,
                             Random& random) {
    const auto plain = encodeCardData(key, card);
    const auto own = transactionKey(seal.processKey, key);
    TAPPAY_TRY(sealed, sealTransaction(own, seal.number, plain.view(), random));
    return crypto::base64Url(sealed);
}

Result<std::string> sign(const AdviceRequest& request, std::string_view sealed,
                         const Signer& signer) {
    return signText(encode(request, sealed), signer);
}

Result<std::string> sign(const UndoRequest& request, const Signer& signer) {
    return signText(encode(request), signer);
}

Result<std::string> sign(const CaptureRequest& request, const Signer& signer) {
    return signText(encode(request), signer);
}

Result<std::string> sign(const StatusQuestion& question, const Signer& signer) {
    return signText(encode(question), signer);
}

Result<std::string> sign(const PaymentAnswer& answer, const Signer& signer) {
    return signText(encode(answer), signer);
}

Result<PaymentAnswer> openAnswer(std::string_view compact, const crypto::EcVerifier& signer) {
    TAPPAY_TRY(parts, crypto::jwsParse(compact));
    TAPPAY_TRY(payload, crypto::jwsVerify(parts, signer));
    return decodeAnswer(toText(payload));
}

Result<AuthorisationRequest> unseal(ReceivedAuthorisation received,
                                    const crypto::EcPrivateKey& key) {
    TAPPAY_CHECK(unsealInto(received.request, received.sealed, key));
    return std::move(received.request);
}

Result<AuthorisationRequest> withCard(ReceivedAuthorisation received, ByteView card) {
    TAPPAY_CHECK(takeCard(received.request, card));
    return std::move(received.request);
}

Result<AdviceRequest> unseal(ReceivedAdvice received, const crypto::EcPrivateKey& key) {
    auto& payment = received.request.payment;
    TAPPAY_CHECK(unsealInto(payment, received.sealed, key));
    if (!payment.card.track2.empty() || !payment.card.pinBlock.empty())
        return fail(FailureCode::InputMalformed, "an advice with track 2 or a PIN block");
    return std::move(received.request);
}

}  // namespace tappay::protocol
