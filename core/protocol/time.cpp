#include "protocol/time.h"

#include <charconv>
#include <cstdio>

namespace tappay::protocol {

namespace {

constexpr std::string_view kShape = "0000-00-00T00:00:00.000Z";

bool hasShape(std::string_view text) {
    if (text.size() != kShape.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (kShape[i] == '0' ? !digit : text[i] != kShape[i]) return false;
    }
    return true;
}

int number(std::string_view text, std::size_t from, std::size_t length) {
    int value = 0;
    std::from_chars(text.data() + from, text.data() + from + length, value);
    return value;
}

}  // namespace

std::string formatTime(std::chrono::system_clock::time_point at) {
    using namespace std::chrono;
    const auto instant = floor<milliseconds>(at);
    const auto day = floor<days>(instant);
    const year_month_day date(day);
    const hh_mm_ss clock(instant - day);
    char text[64];
    std::snprintf(
        text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text;
}

Result<TimePoint> parseTime(std::string_view text) {
    using namespace std::chrono;
    if (!hasShape(text)) return fail(FailureCode::InputMalformed, "time");
    const year_month_day date(year(number(text, 0, 4)),
                              month(static_cast<unsigned>(number(text, 5, 2))),
                              day(static_cast<unsigned>(number(text, 8, 2))));
    const int hour = number(text, 11, 2), minute = number(text, 14, 2),
              second = number(text, 17, 2);
    if (!date.ok() || hour > 23 || minute > 59 || second > 59)
        return fail(FailureCode::InputMalformed, "time");
    return TimePoint(sys_days(date)) + hours(hour) + minutes(minute) + seconds(second) +
           milliseconds(number(text, 20, 3));
}

}  // namespace tappay::protocol
