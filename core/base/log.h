#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/failure.h"

namespace tappay {

enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };

// Where finished lines go; the default writes to standard error.
using LogSink = std::function<void(LogLevel, std::string_view line)>;

// One log per process, set up in main and passed down; no global instance. Thread-safe. Every line
// passes redact() before it reaches the sink, whatever the caller wrote.
class Log {
public:
    explicit Log(std::string program, LogLevel least = LogLevel::Info, LogSink sink = {});

    // `area` is a short word such as "pcsc" or "journal".
    void write(LogLevel level, std::string_view area, std::string_view text) const;
    void debug(std::string_view area, std::string_view text) const;
    void info(std::string_view area, std::string_view text) const;
    void warning(std::string_view area, std::string_view text) const;
    void error(std::string_view area, std::string_view text) const;
    void failure(std::string_view area, const Failure& failure) const;

private:
    std::string m_program;
    LogLevel m_least;
    LogSink m_sink;
};

// Masks what looks like a card number (13 to 19 digits that satisfy Luhn, blanks and hyphens
// between them allowed) and hexadecimal runs of 16 digits and more (keys, cryptograms, TLV).
std::string redact(std::string_view text);

}  // namespace tappay
