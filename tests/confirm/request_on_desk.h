#pragma once

#include "confirm/piv_device.h"
#include "crypto/certificate.h"
#include "protocol/confirmation_request.h"

namespace tappay::test {

// The confirmation request that tests have signed, one for each number up to 89.
inline protocol::ConfirmationRequest confirmationNumbered(int number) {
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
inline Bytes requestNumbered(int number) {
    return encode(confirmationNumbered(number)).value();
}
// Of virtual devices.
inline SecretBytes pinOnDesk() {
    return SecretBytes(asBytes(std::string_view("123456")));
}
inline bool verifies(const confirm::DeviceSignature& it, ByteView request) {
    const auto key = crypto::parseCertificate(it.certificate).value().key;
    return crypto::EcVerifier::create(std::get<crypto::EcPublicKey>(key))
        ->verifyEcdsa(request, it.signature);
}

}  // namespace tappay::test
