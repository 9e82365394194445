#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/money.h"

// What a person agrees to on the paired phone and signs with the security device: one canonical
// byte string (RFC 8949, 4.2.1). Screens show what was read from it, the device signs it, the back
// end verifies it: docs/device-protocol.md, "The confirmation request".
namespace tappay::protocol {

enum class ConfirmationKind : std::uint8_t {
    Order = 1,     // of a web shop, paid from an account
    Transfer = 2,  // from account to account
    Refund = 3,    // by a shop
};

struct ConfirmationRequest {
    std::string id;  // UUIDv7
    ConfirmationKind kind = ConfirmationKind::Order;
    std::string payerAccount;  // masked as shown: "622848*********8901"
    // The shop's reference, the purpose of a transfer, or the refunded payment's reference.
    std::string order;
    std::string payee;  // name
    std::string payeeAccount;
    Money amount;
    std::chrono::sys_seconds expires;
    Bytes nonce;  // 32
};

constexpr std::size_t kLongestConfirmation = 1024;
constexpr std::size_t kConfirmationNonce = 32;

// InputMalformed for what could not be shown or read back, AmountInvalid for zero and for more than
// Money::kMax.
Result<Bytes> encode(const ConfirmationRequest& request);
// Strict: octets that encode() would not have made are InputMalformed, AmountInvalid or
// CurrencyUnsupported.
Result<ConfirmationRequest> decodeConfirmationRequest(ByteView octets);

// SHA-256 of the octets: what a device signs.
Bytes confirmationDigest(ByteView octets);
// The four digits that both screens show as "41 87".
std::string confirmationCode(ByteView octets);

// A word that mixes Latin, Greek and Cyrillic letters looks like another one: to warn of, since
// such names may be honest.
bool mixedScripts(std::string_view utf8);

}  // namespace tappay::protocol
