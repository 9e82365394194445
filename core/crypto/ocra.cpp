#include "crypto/ocra.h"

#include <algorithm>
#include <cctype>

#include "crypto/openssl.h"

namespace tappay::crypto {

namespace {

constexpr std::size_t kQuestionOctets = 128, kNumberOctets = 8;

std::size_t sizeOf(OcraHash hash) {
    return hash == OcraHash::Sha1 ? 20 : hash == OcraHash::Sha256 ? 32 : 64;
}

const char* opensslName(OcraHash hash) {
    return hash == OcraHash::Sha1 ? "SHA1" : hash == OcraHash::Sha256 ? "SHA256" : "SHA512";
}

Result<Bytes> hmac(OcraHash hash, ByteView key, ByteView data) {
    Bytes mac(sizeOf(hash));
    std::size_t size = 0;
    if (EVP_Q_mac(nullptr, "HMAC", nullptr, opensslName(hash), nullptr, key.data(), key.size(),
                  data.data(), data.size(), mac.data(), mac.size(), &size) == nullptr ||
        size != mac.size())
        return cryptoFailed("HMAC");
    return mac;
}

Bytes bigEndian(std::uint64_t value) {
    Bytes octets(kNumberOctets);
    for (std::size_t i = 0; i < kNumberOctets; ++i)
        octets[i] = static_cast<std::uint8_t>(value >> (8 * (kNumberOctets - 1 - i)));
    return octets;
}

bool consistsOf(OcraSuite::Question kind, std::string_view text) {
    return std::ranges::all_of(text, [&](char c) {
        const auto octet = static_cast<unsigned char>(c);
        switch (kind) {
            case OcraSuite::Question::Numeric:
                return c >= '0' && c <= '9';
            case OcraSuite::Question::Hexadecimal:
                return std::isxdigit(octet) != 0;
            case OcraSuite::Question::Alphanumeric:
                return octet >= 0x21 && octet <= 0x7E;
        }
        return false;
    });
}

// A decimal number of any length, without leading zeros.
std::string decimalToHex(const std::string& decimal) {
    BIGNUM* made = nullptr;
    BN_dec2bn(&made, decimal.c_str());
    const Number value(made);
    char* text = BN_bn2hex(value.get());
    std::string hex = text == nullptr ? std::string() : std::string(text);
    OPENSSL_free(text);
    const auto first = hex.find_first_not_of('0');
    return first == std::string::npos ? "0" : hex.substr(first);
}

// Left-aligned and filled with zeros, half octets included (RFC 6287, 5.1 and appendix A).
Result<Bytes> questionOctets(const OcraSuite& suite, const std::string& question) {
    Bytes octets;
    if (suite.question == OcraSuite::Question::Alphanumeric) {
        octets = toBytes(question);
    } else {
        auto hex =
            suite.question == OcraSuite::Question::Numeric ? decimalToHex(question) : question;
        if (hex.size() % 2 != 0) hex += '0';
        TAPPAY_TRY(read, fromHex(hex));
        octets = std::move(read);
    }
    octets.resize(kQuestionOctets);
    return octets;
}

bool fits(const OcraSuite& suite, const OcraInput& input) {
    return input.counter.has_value() == suite.counter &&
           input.time.has_value() == suite.timeStep.has_value() &&
           input.pinHash.size() == (suite.pin ? sizeOf(*suite.pin) : 0) &&
           input.session.size() == suite.session.value_or(0) && !input.question.empty() &&
           input.question.size() <= 2 * suite.questionLength &&
           consistsOf(suite.question, input.question);
}

// Dynamic truncation of HOTP (RFC 4226, 5.3).
std::string truncated(const Bytes& mac, unsigned digits) {
    const auto offset = static_cast<std::size_t>(mac.back() & 0x0F);
    std::uint64_t value = mac[offset] & 0x7F;
    for (std::size_t i = 1; i < 4; ++i)
        value = value << 8 | mac[offset + i];
    std::string text(digits, '0');
    for (auto at = text.rbegin(); at != text.rend(); ++at, value /= 10)
        *at = static_cast<char>('0' + value % 10);
    return text;
}

}  // namespace

Result<std::string> ocra(const OcraSuite& suite, ByteView key, const OcraInput& input) {
    if (!fits(suite, input)) return fail(FailureCode::InputMalformed, "input of an OCRA suite");
    TAPPAY_TRY(question, questionOctets(suite, input.question));
    Bytes data = concat({asBytes(suite.name), Bytes{0x00}});
    if (input.counter) append(data, bigEndian(*input.counter));
    append(data, question);
    append(data, input.pinHash);
    append(data, input.session);
    if (input.time) append(data, bigEndian(*input.time));
    TAPPAY_TRY(mac, hmac(suite.hash, key, data));
    return suite.digits == 0 ? toHex(mac) : truncated(mac, suite.digits);
}

Result<bool> ocraMatches(const OcraSuite& suite, ByteView key, const OcraInput& input,
                         std::string_view answer) {
    TAPPAY_TRY(expected, ocra(suite, key, input));
    return equalConstantTime(asBytes(expected), asBytes(answer));
}

}  // namespace tappay::crypto
