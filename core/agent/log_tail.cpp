#include "agent/log_tail.h"

#include <algorithm>
#include <utility>

namespace tappay::agent {

void LogTail::add(std::string_view line) {
    const std::scoped_lock lock(m_mutex);
    if (m_lines.size() == kLines) m_lines.pop_front();
    m_lines.emplace_back(line.substr(0, kLineLength));
}

std::vector<std::string> LogTail::newest(std::size_t count) const {
    const std::scoped_lock lock(m_mutex);
    const auto skip = m_lines.size() - std::min(count, m_lines.size());
    return {m_lines.begin() + static_cast<std::ptrdiff_t>(skip), m_lines.end()};
}

LogSink LogTail::sink(LogSink next) {
    return [this, next = std::move(next)](LogLevel level, std::string_view line) {
        add(line);
        next(level, line);
    };
}

}  // namespace tappay::agent
