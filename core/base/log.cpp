#include "base/log.h"

#include <cctype>
#include <cstdio>
#include <ctime>
#include <utility>

#include "base/pan.h"

namespace tappay {

namespace {

std::string_view levelName(LogLevel level) {
    switch (level) {
        case LogLevel::Debug:
            return "debug";
        case LogLevel::Info:
            return "info";
        case LogLevel::Warning:
            return "warning";
        case LogLevel::Error:
            return "error";
    }
    return "error";
}

bool isHex(char c) {
    return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string maskHexRuns(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        bool digitsOnly = true;
        while (end < text.size() && isHex(text[end]))
            digitsOnly = isDigit(text[end++]) && digitsOnly;
        const std::size_t length = end - i;
        // Decimal runs up to 19 digits are left to the card-number rule: times and counters stay.
        if (length >= 16 && !(digitsOnly && length <= 19)) {
            out += "<" + std::to_string(length / 2) + " bytes>";
        } else {
            out += text.substr(i, length);
        }
        if (end < text.size()) out.push_back(text[end++]);
        i = end;
    }
    return out;
}

std::string maskCardNumbers(std::string_view text) {
    std::string out(text);
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (!isDigit(out[i]) || (i > 0 && isDigit(out[i - 1]))) continue;
        std::string digits;
        std::size_t end = i;
        for (; end < out.size() && digits.size() <= 19; ++end) {
            if (isDigit(out[end]))
                digits.push_back(out[end]);
            else if ((out[end] != ' ' && out[end] != '-') || end + 1 >= out.size() ||
                     !isDigit(out[end + 1]))
                break;
        }
        if (digits.size() < 13 || digits.size() > 19 || !luhnValid(digits)) continue;
        out.replace(i, end - i, maskPan(digits));
        i += digits.size();
    }
    return out;
}

void writeToStandardError(LogLevel, std::string_view line) {
    std::string whole(line);
    whole.push_back('\n');
    std::fwrite(whole.data(), 1, whole.size(), stderr);
}

}  // namespace

std::string redact(std::string_view text) {
    return maskHexRuns(maskCardNumbers(text));
}

Log::Log(std::string program, LogLevel least, LogSink sink)
    : m_program(std::move(program)),
      m_least(least),
      m_sink(sink ? std::move(sink) : LogSink(writeToStandardError)) {}

void Log::write(LogLevel level, std::string_view area, std::string_view text) const {
    if (level < m_least) return;
    char stamp[32];
    std::timespec now{};
    std::timespec_get(&now, TIME_UTC);
    std::tm parts{};
#ifdef _WIN32
    gmtime_s(&parts, &now.tv_sec);
#else
    gmtime_r(&now.tv_sec, &parts);
#endif
    const std::size_t used = std::strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S", &parts);
    std::snprintf(stamp + used, sizeof stamp - used, ".%03ldZ", now.tv_nsec / 1'000'000);

    std::string line(stamp);
    line.append(" ").append(levelName(level)).append(" ").append(m_program).append(" ");
    line.append(area).append(": ").append(redact(text));
    m_sink(level, line);
}

void Log::debug(std::string_view area, std::string_view text) const {
    write(LogLevel::Debug, area, text);
}

void Log::info(std::string_view area, std::string_view text) const {
    write(LogLevel::Info, area, text);
}

void Log::warning(std::string_view area, std::string_view text) const {
    write(LogLevel::Warning, area, text);
}

void Log::error(std::string_view area, std::string_view text) const {
    write(LogLevel::Error, area, text);
}

void Log::failure(std::string_view area, const Failure& failure) const {
    std::string text(describe(failure.code).name);
    if (!failure.detail.empty()) text.append(": ").append(failure.detail);
    error(area, text);
}

}  // namespace tappay
