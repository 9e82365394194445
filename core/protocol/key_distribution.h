#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "crypto/tpm2/duplication.h"

// The master key's way: docs/protocol.md, "Master key". Each side shows its certificate and checks
// the other's before the key is asked for.
namespace tappay::protocol {

struct KeyHello {
    std::string terminalId;
    std::vector<Bytes> certificates;  // the receiver's
    Bytes nonce;                      // 32 octets
    std::string time;
};

struct KeyOffer {
    std::string terminalId;
    std::vector<Bytes> certificates;  // the distributor's
    Bytes nonce;                      // repeated
    Bytes challenge;                  // 32 octets, good for one request
};

struct KeyRequest {
    std::string terminalId;
    Bytes challenge;
    std::string time;
};

struct KeyDelivery {
    std::string terminalId;
    Bytes challenge;
    std::uint32_t version = 0;
    crypto::tpm2::WrappedKey key;
    Bytes checkValue;  // checkValueOf(key), 8 octets
    Bytes receiver;    // SHA-256 of the receiver's certificate
};

// The receiver has it and can use it.
struct KeyReceipt {
    std::string terminalId;
    std::uint32_t version = 0;
    Bytes proof;  // HMAC under the new key over proofContext(challenge)
    std::string time;
};

struct KeyAcknowledged {
    std::string terminalId;
    std::uint32_t version = 0;
};

// What a master key is asked for: contexts of its HMAC, each for one purpose.
Bytes checkValueContext();
Bytes proofContext(ByteView challenge);
Bytes wrappingContext(std::string_view signOn);  // gives the key that wraps working keys

std::string encode(const KeyHello& hello);
std::string encode(const KeyOffer& offer);
std::string encode(const KeyRequest& request);
std::string encode(const KeyDelivery& delivery);
std::string encode(const KeyReceipt& receipt);
std::string encode(const KeyAcknowledged& acknowledged);
Result<KeyHello> decodeKeyHello(std::string_view json);
Result<KeyOffer> decodeKeyOffer(std::string_view json);
Result<KeyRequest> decodeKeyRequest(std::string_view json);
Result<KeyDelivery> decodeKeyDelivery(std::string_view json);
Result<KeyReceipt> decodeKeyReceipt(std::string_view json);
Result<KeyAcknowledged> decodeKeyAcknowledged(std::string_view json);

}  // namespace tappay::protocol
