#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "base/log.h"

namespace tappay::agent {

// The newest lines of the log, kept in memory for log.tail. Lines arrive redacted, because they
// come from a Log. Thread-safe.
class LogTail {
public:
    static constexpr std::size_t kLines = 1000;
    static constexpr std::size_t kLineLength = 1000;  // octets; longer lines are cut

    void add(std::string_view line);
    // Oldest first, at most `count`.
    [[nodiscard]] std::vector<std::string> newest(std::size_t count) const;
    // Keeps every line and passes it on.
    [[nodiscard]] LogSink sink(LogSink next);

private:
    mutable std::mutex m_mutex;
    std::deque<std::string> m_lines;
};

}  // namespace tappay::agent
