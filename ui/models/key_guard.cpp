#include "models/key_guard.h"

#include <QKeyEvent>
#include <utility>

namespace tappay::ui {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kGuard{400};

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

void KeyGuard::setClock(const Clock& clock) {
    m_clock = &clock;
    m_changedAt.reset();  // of another clock
    m_run.setClock(clock);
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
        if (press) m_run.count(key);
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
    const int run = m_run.digits();
    m_run.end();
    if (run > 0) {
        Q_EMIT scanned(run);
        return true;
    }
    const auto now = m_clock->monotonic();
    if (m_changedAt && now - *m_changedAt < kGuard) return true;
    m_changedAt = now;
    Q_EMIT confirmed();
    return true;
}

}  // namespace tappay::ui
