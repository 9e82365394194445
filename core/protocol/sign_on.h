#pragma once

#include <string>

#include "base/result.h"
#include "base/secret.h"
#include "crypto/ec.h"
#include "crypto/tpm2/statement.h"

// Sign-on (签到) and the transaction process key: docs/protocol.md, "Sign-on".
namespace tappay::protocol {

struct SignOnRequest {
    std::string terminalId;
    std::uint32_t keyVersion = 0;     // of the master key
    crypto::EcPublicKey agreement;    // made for this once
    crypto::tpm2::Statement counter;  // its nonce is counterNonce(...)
    std::string time;
};

struct SignedOn {
    std::string terminalId;
    std::string session;  // UUIDv7
    std::uint32_t keyVersion = 0;
    crypto::EcPublicKey agreement;  // the back end's, made for this once
    // TR-31 version D blocks under the wrapping key (HMAC of wrappingContext(session)).
    std::string pinKeyBlock;
    std::uint32_t parametersVersion = 0;  // the newest there is
    std::string batch;
    std::string time, expires;
    std::string keyRenewal =
        {};  // when the terminal shall have asked for a new master key; or empty
    // Then the key in the block is an initial key of AES DUKPT with this id; or empty.
    Bytes initialKeyId = {};
};

// What the chip's counter is attested with, so that it stands for this request alone.
Bytes counterNonce(std::string_view terminalId, const crypto::EcPublicKey& agreement,
                   std::string_view time);

// The transaction process key from the agreed X coordinate, for one sign-on: 32 octets.
SecretBytes processKey(ByteView agreed, std::string_view session, std::string_view terminalId);
// The key that seals one transaction's card (sealed_transaction.h): 32 octets. Its HKDF has no salt
// and this for its info.
Bytes transactionKeyInfo(std::string_view transactionId);
SecretBytes transactionKey(const SecretBytes& processKey, std::string_view transactionId);

std::string encode(const SignOnRequest& request);
std::string encode(const SignedOn& signedOn);
Result<SignOnRequest> decodeSignOnRequest(std::string_view json);
Result<SignedOn> decodeSignedOn(std::string_view json);

}  // namespace tappay::protocol
