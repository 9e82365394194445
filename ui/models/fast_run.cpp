#include "models/fast_run.h"

#include <QKeyEvent>
#include <algorithm>

namespace tappay::ui {

namespace {

using std::chrono::milliseconds;

// Scanners type a digit every 1 to 20 ms and at least six of them. Four fingers drummed on four
// keys can be as fast, but a hand has no more of them.
constexpr milliseconds kGap{25};
constexpr int kLeast = 6;

const SystemClock kComputerClock;

}  // namespace

FastRun::FastRun() : m_clock(&kComputerClock) {}

int FastRun::digits() const {
    return m_run >= kLeast ? m_run : 0;
}

void FastRun::count(const QKeyEvent& press) {
    // A stalled program sees slow keys arrive together, and not every platform stamps its events:
    // a gap is as long as the longer of the two measures says.
    const milliseconds stamp(press.timestamp());
    const auto arrived = m_clock->monotonic();
    const auto gap =
        std::max<std::chrono::nanoseconds>(stamp - m_lastStamp, arrived - m_lastArrival);
    const bool digit = press.key() >= Qt::Key_0 && press.key() <= Qt::Key_9;
    if (!digit)
        m_run = 0;
    else if (m_run > 0 && gap <= kGap)
        ++m_run;
    else
        m_run = 1;
    m_lastStamp = stamp;
    m_lastArrival = arrived;
}

}  // namespace tappay::ui
