#include "models/key_guard.h"

#include <QKeyEvent>
#include <algorithm>
#include <utility>

namespace tappay::ui {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kGuard{400};
// Scanners type a digit every 1 to 20 ms and at least six of them. Four fingers drummed on four
// keys can be as fast, but a hand has no more of them.
constexpr milliseconds kScannerGap{25};
constexpr int kScannerRun = 6;

const SystemClock kSystemClock;

}  // namespace

KeyGuard::KeyGuard(QObject* parent) : QObject(parent), m_clock(&kSystemClock) {}

void KeyGuard::setWindow(QQuickWindow* window) {
    if (m_window == window) return;
    if (m_window) m_window->removeEventFilter(this);
    m_window = window;
    if (m_window) m_window->installEventFilter(this);
    Q_EMIT windowChanged();
}

void KeyGuard::screenChanged() {
    m_down = false;
    m_changedAt = m_clock->monotonic();
}

bool KeyGuard::eventFilter(QObject* watched, QEvent* event) {
    const bool press = event->type() == QEvent::KeyPress;
    if (press || event->type() == QEvent::KeyRelease) {
        const auto& key = static_cast<const QKeyEvent&>(*event);
        if (key.key() == Qt::Key_Enter || key.key() == Qt::Key_Return) return onEnter(key);
        if (press) onOtherKey(key);
    }
    return QObject::eventFilter(watched, event);
}

bool KeyGuard::onEnter(const QKeyEvent& event) {
    if (event.isAutoRepeat()) return true;
    if (event.type() == QEvent::KeyPress) {
        m_down = true;
        return true;
    }
    if (!std::exchange(m_down, false)) return true;
    const int run = std::exchange(m_run, 0);
    if (run >= kScannerRun) {
        Q_EMIT scanned(run);
        return true;
    }
    const auto now = m_clock->monotonic();
    if (m_changedAt && now - *m_changedAt < kGuard) return true;
    m_changedAt = now;
    Q_EMIT confirmed();
    return true;
}

void KeyGuard::onOtherKey(const QKeyEvent& event) {
    // A stalled program sees slow keys arrive together, and not every platform stamps its events:
    // a gap is as long as the longer of the two measures says.
    const milliseconds stamp(event.timestamp());
    const auto arrived = m_clock->monotonic();
    const auto gap =
        std::max<std::chrono::nanoseconds>(stamp - m_lastStamp, arrived - m_lastArrival);
    const bool digit = event.key() >= Qt::Key_0 && event.key() <= Qt::Key_9;
    if (!digit)
        m_run = 0;
    else if (m_run > 0 && gap <= kScannerGap)
        ++m_run;
    else
        m_run = 1;
    m_lastStamp = stamp;
    m_lastArrival = arrived;
}

}  // namespace tappay::ui
