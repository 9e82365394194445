#include "emv/numeric.h"

#include <algorithm>
#include <chrono>

namespace tappay::emv {

namespace {

std::uint32_t fullYear(std::uint64_t twoDigits) {
    return static_cast<std::uint32_t>(twoDigits + (twoDigits < 50 ? 2000 : 1900));
}

}  // namespace

Bytes toNumeric(std::uint64_t value, std::size_t octets) {
    Bytes out(octets);
    for (auto octet = out.rbegin(); octet != out.rend(); ++octet, value /= 100)
        *octet = static_cast<std::uint8_t>(value % 100 / 10 << 4 | value % 10);
    return out;
}

std::optional<std::uint64_t> fromNumeric(ByteView value) {
    std::uint64_t number = 0;
    for (const std::uint8_t octet : value) {
        const unsigned high = octet >> 4, low = octet & 0x0F;
        if (high > 9 || low > 9) return std::nullopt;
        number = number * 100 + high * 10 + low;
    }
    return number;
}

std::uint64_t fromBinary(ByteView value) {
    std::uint64_t number = 0;
    for (const std::uint8_t octet : value)
        number = number << 8 | octet;
    return number;
}

Bytes toBinary(std::uint64_t value, std::size_t octets) {
    Bytes out(octets);
    for (auto octet = out.rbegin(); octet != out.rend(); ++octet, value >>= 8)
        *octet = static_cast<std::uint8_t>(value);
    return out;
}

std::optional<std::string> digitsOf(ByteView value) {
    std::string digits;
    digits.reserve(value.size() * 2);
    bool padding = false;
    for (std::size_t i = 0; i < value.size() * 2; ++i) {
        const unsigned nibble = i % 2 == 0 ? value[i / 2] >> 4 : value[i / 2] & 0x0F;
        if (nibble == 0x0F) padding = true;
        if (nibble != 0x0F && (nibble > 9 || padding)) return std::nullopt;
        if (!padding) digits.push_back(static_cast<char>('0' + nibble));
    }
    return digits;
}

std::uint32_t dayOf(const LocalTime& time) {
    return static_cast<std::uint32_t>(time.year * 10000 + time.month * 100 + time.day);
}

std::optional<std::uint32_t> parseDay(ByteView yymmdd) {
    const auto number = fromNumeric(yymmdd);
    if (yymmdd.size() != 3 || !number) return std::nullopt;
    const std::uint32_t year = fullYear(*number / 10000);
    const auto monthAndDay = static_cast<std::uint32_t>(*number % 10000);
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                           std::chrono::month(monthAndDay / 100),
                                           std::chrono::day(monthAndDay % 100)};
    if (!date.ok()) return std::nullopt;
    return year * 10000 + monthAndDay;
}

std::optional<std::uint32_t> parseMonth(ByteView mmyy) {
    const auto number = fromNumeric(mmyy);
    if (mmyy.size() != 2 || !number) return std::nullopt;
    const auto month = static_cast<std::uint32_t>(*number / 100);
    if (month < 1 || month > 12) return std::nullopt;
    return fullYear(*number % 100) * 100 + month;
}

}  // namespace tappay::emv
