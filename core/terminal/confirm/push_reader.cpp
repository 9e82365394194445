#include "terminal/confirm/push_reader.h"

#include "terminal/confirm/holder_questions.h"

namespace tappay::terminal {

namespace {

constexpr std::chrono::seconds kAnswerTime{10};

}  // namespace

Result<std::size_t> PushReader::read(const link::TerminalIdentity& identity,
                                     std::chrono::seconds wait, const std::stop_token& stop,
                                     const Take& take) {
    if (std::exchange(m_terminalId, identity.terminalId) != identity.terminalId) m_cursor = 0;
    TAPPAY_TRY(events, askForEvents(m_tools, identity, m_cursor, wait,
                                    Deadline::in(wait + kAnswerTime, stop)));
    for (const auto& event : events.events)
        TAPPAY_CHECK(take(event));
    m_cursor = events.cursor;
    return events.events.size();
}

}  // namespace tappay::terminal
