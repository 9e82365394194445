#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.h"

// OCRA, the challenge-response algorithm of OATH (RFC 6287): what a device that shows digits
// computes over a question with a key it shares with the verifier.
namespace tappay::crypto {

// A device's digits over a confirmation: the question is the digest, in hexadecimal.
inline constexpr std::string_view kConfirmationOcraSuite = "OCRA-1:HOTP-SHA256-8:QH64";

enum class OcraHash : std::uint8_t { Sha1, Sha256, Sha512 };

// RFC 6287, 6.
struct OcraSuite {
    enum class Question : char { Alphanumeric = 'A', Numeric = 'N', Hexadecimal = 'H' };

    std::string name;  // as it is part of what is computed over
    OcraHash hash = OcraHash::Sha1;
    unsigned digits = 6;  // 4 to 10, or 0 for the whole HMAC in hexadecimal
    bool counter = false;
    Question question = Question::Numeric;
    std::size_t questionLength = 8;  // 4 to 64
    std::optional<OcraHash> pin;
    std::optional<std::size_t> session;  // octets, 1 to 512
    std::optional<unsigned> timeStep;    // in seconds

    // InputMalformed.
    static Result<OcraSuite> parse(std::string_view text);
};

// Exactly what the suite names; the rest stays empty.
struct OcraInput {
    std::optional<std::uint64_t> counter;
    std::string question;  // at most twice the suite's length: two challenges in mutual forms
    Bytes pinHash;
    Bytes session;
    std::optional<std::uint64_t> time;  // in steps since 1970
};

// InputMalformed when the input isn't the suite's.
Result<std::string> ocra(const OcraSuite& suite, ByteView key, const OcraInput& input);
// In a time that doesn't depend on where `answer` is wrong.
Result<bool> ocraMatches(const OcraSuite& suite, ByteView key, const OcraInput& input,
                         std::string_view answer);

}  // namespace tappay::crypto
