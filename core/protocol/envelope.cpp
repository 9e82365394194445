#include "protocol/envelope.h"

#include "protocol/card_data.h"

namespace tappay::protocol {

namespace {

Result<std::string> signText(const std::string& payload, const Signer& signer) {
    return crypto::jwsSign(signer.kid, asBytes(payload), signer.sign);
}

}  // namespace

Result<std::string> sign(const AuthorisationRequest& request, const SealKey& seal, Random& random,
                         const Signer& signer) {
    const auto card = encodeCardData(request.key, request.card);
    TAPPAY_TRY(sealed, crypto::jweSeal(seal.to, seal.kid, card.view(), random));
    return signText(encode(request, sealed), signer);
}

Result<std::string> sign(const UndoRequest& request, const Signer& signer) {
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
    TAPPAY_TRY(opened, crypto::jweOpen(key, received.sealed));
    TAPPAY_TRY(sealed, decodeCardData(opened.view()));
    if (sealed.key != received.request.key)
        return fail(FailureCode::CryptoFailed, "the seal belongs to another authorisation");
    const bool pinEntered = received.request.entryMode.back() == '1';
    if (pinEntered == sealed.card.pinBlock.empty())
        return fail(FailureCode::InputMalformed, "entry mode and PIN block contradict");
    received.request.card = std::move(sealed.card);
    return std::move(received.request);
}

}  // namespace tappay::protocol
