#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tappay {

// One currency of ISO 4217.
struct Currency {
    std::uint16_t numeric = 0;  // as a plain number: 156 for CNY
    char alpha[4] = {};         // "CNY"
    std::uint8_t exponent = 0;  // minor units in one major unit: 10^exponent

    friend bool operator==(const Currency& a, const Currency& b) { return a.numeric == b.numeric; }
};

// CurrencyUnsupported when the list of ISO 4217 has no such code.
Result<Currency> currencyByAlpha(std::string_view alpha);
Result<Currency> currencyByNumeric(std::uint16_t numeric);

// An amount in minor units (fen for CNY). Never floating point. The range is that of field 4 and
// tag 9F02: 0 .. 999 999 999 999 (n12).
struct Money {
    std::int64_t minor = 0;
    Currency currency;

    static constexpr std::int64_t kMax = 999'999'999'999;

    friend bool operator==(const Money&, const Money&) = default;
};

// "12.34" with at most `exponent` decimals ("12", "12.3" and "12.34" for CNY; "12" only for JPY).
// Fails with AmountInvalid on signs, blanks, exponents, group separators, too many decimals or
// overflow. Zero is parsed: whether it may be charged is the caller's rule.
Result<Money> parseMoney(std::string_view text, const Currency& currency);

// Always with exactly `exponent` decimals and '.' as separator: "12.34", "1234" for JPY.
std::string formatMoney(const Money& money);

// The twelve digits of n12 fields: "000000001234".
std::string moneyToN12(const Money& money);

}  // namespace tappay
