#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "crypto/ec.h"

// An order of a web shop, as the back end signs it and a cardholder agrees to it: docs/protocol.md,
// "Orders". The screen shows what was read from the signed octets and nothing else.
namespace tappay::protocol {

struct OrderItem {
    std::string name;
    std::uint32_t quantity = 1;
    Money amount;  // of the whole line
};

struct Order {
    std::string id;                    // UUIDv7
    std::string merchantId;            // 15; who is paid
    std::string shop;                  // its name, as the payment system knows it
    std::vector<std::string> origins;  // from which it may be paid, the shop's own address first
    std::string reference;             // the shop's own number
    std::vector<OrderItem> items;      // whose amounts add up to `amount`
    Money amount;
    std::string created, expires;
    std::string nonce;  // 16 octets in base64url, of this signature
};

constexpr std::size_t kLongestOrder = 24 * 1024;  // as a compact object
constexpr std::size_t kMostItems = 50, kMostOrigins = 8;

// 1 to `most` characters that can be seen: none that controls, formats, turns the direction of text
// or has no width, and no blank at either end.
bool isVisibleText(std::string_view utf8, std::size_t most);
// "https://shop.example:8443": scheme https, lower case, no path, and a port only where it isn't
// 443.
bool isOrigin(std::string_view text);

std::string encode(const Order& order);
// InputMalformed; AmountInvalid when it is zero or the items don't add up.
Result<Order> decodeOrder(std::string_view json);
// OrderInvalid when it is not what `signer` has signed, or can't be shown.
Result<Order> openOrder(std::string_view compact, const crypto::EcVerifier& signer);

// A terminal asks for the signed order: docs/protocol.md.
struct OrderQuestion {
    std::string terminalId;
    std::string order;  // its id
    std::string time;
};
std::string encode(const OrderQuestion& question);
Result<OrderQuestion> decodeOrderQuestion(std::string_view json);

}  // namespace tappay::protocol
