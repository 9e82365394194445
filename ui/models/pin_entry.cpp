#include "models/pin_entry.h"

#include <QKeyEvent>
#include <array>

namespace tappay::ui {

namespace {

constexpr std::array kDigits{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};

}  // namespace

PinEntry::PinEntry(QObject* parent) : QObject(parent) {}

PinEntry::~PinEntry() {
    if (m_window) m_window->removeEventFilter(this);
}

void PinEntry::setWindow(QQuickWindow* window) {
    if (m_window == window) return;
    if (m_window) m_window->removeEventFilter(this);
    m_window = window;
    if (m_window) m_window->installEventFilter(this);
    Q_EMIT windowChanged();
}

void PinEntry::digit(int value) {
    forward(kDigits.at(static_cast<std::size_t>(value)));
}

void PinEntry::back() {
    forward("back");
}

void PinEntry::clear() {
    forward("clear");
}

void PinEntry::enter() {
    forward("enter");
}

bool PinEntry::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusOut) clear();
    const bool press = event->type() == QEvent::KeyPress;
    if (press || event->type() == QEvent::KeyRelease) {
        const auto& key = static_cast<const QKeyEvent&>(*event);
        const bool first = press && !key.isAutoRepeat();
        if (key.key() >= Qt::Key_0 && key.key() <= Qt::Key_9) {
            if (first) digit(key.key() - Qt::Key_0);
            return true;
        }
        if (key.key() == Qt::Key_Backspace || key.key() == Qt::Key_Delete) {
            if (first && key.key() == Qt::Key_Backspace) back();
            if (first && key.key() == Qt::Key_Delete) clear();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

void PinEntry::forward(const char* key) {
    if (!m_sale) return;
    m_sale->pinKey(key);
    Q_EMIT keyForwarded();
}

}  // namespace tappay::ui
