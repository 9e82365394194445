#include "base/money.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace tappay {

namespace {

// ISO 4217 list one: active national currencies whose codes a card may carry.
constexpr std::array kCurrencies{
    Currency{36, "AUD", 2},  Currency{48, "BHD", 3},  Currency{986, "BRL", 2},
    Currency{124, "CAD", 2}, Currency{756, "CHF", 2}, Currency{152, "CLP", 0},
    Currency{156, "CNY", 2}, Currency{203, "CZK", 2}, Currency{208, "DKK", 2},
    Currency{978, "EUR", 2}, Currency{826, "GBP", 2}, Currency{344, "HKD", 2},
    Currency{348, "HUF", 2}, Currency{360, "IDR", 2}, Currency{376, "ILS", 2},
    Currency{356, "INR", 2}, Currency{368, "IQD", 3}, Currency{352, "ISK", 0},
    Currency{400, "JOD", 3}, Currency{392, "JPY", 0}, Currency{116, "KHR", 2},
    Currency{410, "KRW", 0}, Currency{414, "KWD", 3}, Currency{398, "KZT", 2},
    Currency{418, "LAK", 2}, Currency{434, "LYD", 3}, Currency{104, "MMK", 2},
    Currency{496, "MNT", 2}, Currency{446, "MOP", 2}, Currency{484, "MXN", 2},
    Currency{458, "MYR", 2}, Currency{578, "NOK", 2}, Currency{554, "NZD", 2},
    Currency{512, "OMR", 3}, Currency{608, "PHP", 2}, Currency{586, "PKR", 2},
    Currency{985, "PLN", 2}, Currency{643, "RUB", 2}, Currency{682, "SAR", 2},
    Currency{752, "SEK", 2}, Currency{702, "SGD", 2}, Currency{764, "THB", 2},
    Currency{788, "TND", 3}, Currency{949, "TRY", 2}, Currency{901, "TWD", 2},
    Currency{784, "AED", 2}, Currency{840, "USD", 2}, Currency{704, "VND", 0},
    Currency{710, "ZAR", 2},
};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

Result<Currency> currencyByAlpha(std::string_view alpha) {
    const auto found = std::ranges::find_if(
        kCurrencies, [&](const Currency& c) { return std::string_view(c.alpha) == alpha; });
    if (found == kCurrencies.end()) return fail(FailureCode::CurrencyUnsupported);
    return *found;
}

Result<Currency> currencyByNumeric(std::uint16_t numeric) {
    const auto found = std::ranges::find(kCurrencies, numeric, &Currency::numeric);
    if (found == kCurrencies.end()) return fail(FailureCode::CurrencyUnsupported);
    return *found;
}

Result<Money> parseMoney(std::string_view text, const Currency& currency) {
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction =
        point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (whole.empty() || (point != std::string_view::npos && fraction.empty()))
        return fail(FailureCode::AmountInvalid, "digits expected on both sides of the point");
    if (fraction.size() > currency.exponent)
        return fail(FailureCode::AmountInvalid, "more decimals than the currency has");
    if (!std::ranges::all_of(whole, isDigit) || !std::ranges::all_of(fraction, isDigit))
        return fail(FailureCode::AmountInvalid, "only digits and one point are allowed");

    std::int64_t minor = 0;
    const auto push = [&minor](char digit) {
        minor = minor * 10 + (digit - '0');
        return minor <= Money::kMax;
    };
    for (const char c : whole)
        if (!push(c)) return fail(FailureCode::AmountInvalid, "too large");
    for (std::size_t i = 0; i < currency.exponent; ++i)
        if (!push(i < fraction.size() ? fraction[i] : '0'))
            return fail(FailureCode::AmountInvalid, "too large");
    return Money{minor, currency};
}

std::string formatMoney(const Money& money) {
    std::string digits = std::to_string(money.minor < 0 ? -money.minor : money.minor);
    const std::size_t exponent = money.currency.exponent;
    if (digits.size() <= exponent) digits.insert(0, exponent + 1 - digits.size(), '0');
    if (exponent > 0) digits.insert(digits.size() - exponent, 1, '.');
    if (money.minor < 0) digits.insert(0, 1, '-');
    return digits;
}

std::string moneyToN12(const Money& money) {
    std::string digits = std::to_string(money.minor);
    return std::string(digits.size() < 12 ? 12 - digits.size() : 0, '0') + digits;
}

}  // namespace tappay
