#pragma once

#include <string>
#include <string_view>

#include "crypto/jose.h"
#include "protocol/codec.h"

// Messages as they travel: compact JWS, the card inside an authorisation sealed for the back end.
namespace tappay::protocol {

struct Signer {
    std::string kid;
    crypto::SignFunction sign;
};

struct SealKey {
    crypto::EcPublicKey to;
    std::string kid;
};

// The keys of a sign-on as one authorisation needs them.
struct SignOnSeal {
    std::string session;
    const SecretBytes& processKey;
    std::uint32_t number = 0;  // of this sealing in the sign-on, from 1
};

// The card sealed under the keys of a sign-on.
Result<std::string> sign(const AuthorisationRequest& request, const SignOnSeal& seal,
                         Random& random, const Signer& signer);
// The card sealed for the back end's own key, for who does not sign on.
Result<std::string> sign(const AuthorisationRequest& request, const SealKey& seal, Random& random,
                         const Signer& signer);
// The sealed part alone, for a request that is kept and signed when it is sent.
Result<std::string> sealCard(const std::string& key, const CardData& card, const SealKey& seal,
                             Random& random);
// The same under the keys of a sign-on, in base64url.
Result<std::string> sealCard(const std::string& key, const CardData& card, const SignOnSeal& seal,
                             Random& random);
Result<std::string> sign(const AdviceRequest& request, std::string_view sealed,
                         const Signer& signer);
Result<std::string> sign(const UndoRequest& request, const Signer& signer);
Result<std::string> sign(const CaptureRequest& request, const Signer& signer);
Result<std::string> sign(const StatusQuestion& question, const Signer& signer);
Result<std::string> sign(const PaymentAnswer& answer, const Signer& signer);

// CryptoFailed when the signature is not that of `signer`.
Result<PaymentAnswer> openAnswer(std::string_view compact, const crypto::EcVerifier& signer);

// Completes a received authorisation with its card. CryptoFailed when the seal is broken or
// belongs to another authorisation; InputMalformed when PIN block and entry mode contradict.
Result<AuthorisationRequest> unseal(ReceivedAuthorisation received,
                                    const crypto::EcPrivateKey& key);
// The same with what was sealed under a sign-on and has been opened: `card` as in card_data.h.
Result<AuthorisationRequest> withCard(ReceivedAuthorisation received, ByteView card);
// The same as unseal(); InputMalformed also when there is track 2 or a PIN block in it.
Result<AdviceRequest> unseal(ReceivedAdvice received, const crypto::EcPrivateKey& key);

}  // namespace tappay::protocol
