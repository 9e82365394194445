#include "backend/terminals/enrolment_code.h"

#include <array>

#include "crypto/hash.h"
#include "crypto/mac.h"

namespace tappay::backend {

namespace {

// No I, L, O and U.
constexpr std::string_view kSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLength = 12, kGroup = 4;

}  // namespace

std::string makeEnrolmentCode(Random& random) {
    std::array<std::uint8_t, kLength> octets{};
    random.fill(octets);
    std::string code;
    for (std::size_t i = 0; i < kLength; ++i) {
        if (i != 0 && i % kGroup == 0) code.push_back('-');
        code.push_back(kSymbols[octets.at(i) % kSymbols.size()]);
    }
    wipe(octets);
    return code;
}

Result<Bytes> hashOfCode(ByteView lookupKey, std::string_view code) {
    std::string symbols;
    for (const char c : code) {
        if (c == '-' || c == ' ') continue;
        const char symbol = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (kSymbols.find(symbol) == std::string_view::npos)
            return fail(FailureCode::EnrolmentCodeInvalid, "a symbol no code has");
        symbols.push_back(symbol);
    }
    if (symbols.size() != kLength)
        return fail(FailureCode::EnrolmentCodeInvalid, "not as long as a code");
    auto key = crypto::hkdfSha256(lookupKey, {}, asBytes("tap-and-pay enrolment code"), 32);
    auto hash = crypto::hmacSha256(key, asBytes(symbols));
    wipe(key);
    wipe(symbols);
    return hash;
}

}  // namespace tappay::backend
