#include <array>

#include "crypto/jose.h"

namespace tappay::crypto {

namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kForeign = 0xFF;

constexpr auto kValues = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(kForeign);
    for (std::size_t i = 0; i < kAlphabet.size(); ++i)
        values[static_cast<std::uint8_t>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
    return values;
}();

}  // namespace

std::string base64Url(ByteView bytes) {
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t bits = 0;
    int held = 0;
    for (const std::uint8_t byte : bytes) {
        bits = bits << 8 | byte;
        for (held += 8; held >= 6;) {
            held -= 6;
            text.push_back(kAlphabet[bits >> held & 0x3F]);
        }
    }
    if (held > 0) text.push_back(kAlphabet[bits << (6 - held) & 0x3F]);
    return text;
}

Result<Bytes> fromBase64Url(std::string_view text) {
    if (text.size() % 4 == 1) return fail(FailureCode::InputMalformed, "base64url length");
    Bytes bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        const std::uint8_t value = kValues[static_cast<std::uint8_t>(c)];
        if (value == kForeign) return fail(FailureCode::InputMalformed, "base64url character");
        bits = bits << 6 | value;
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes.push_back(static_cast<std::uint8_t>(bits >> held));
        }
    }
    // Left-over bits that aren't zero would let two texts stand for the same octets.
    if ((bits & ((1U << held) - 1)) != 0)
        return fail(FailureCode::InputMalformed, "base64url trailing bits");
    return bytes;
}

}  // namespace tappay::crypto
