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
    switch (event->type()) {
        case QEvent::FocusOut:
        case QEvent::Hide:
            clear();
            break;
        case QEvent::KeyPress:
        case QEvent::KeyRelease:
            if (onKey(static_cast<const QKeyEvent&>(*event))) return true;
            break;
        case QEvent::InputMethod:
        case QEvent::DragEnter:
        case QEvent::DragMove:
        case QEvent::Drop:
            return true;  // composed or dropped text is no key
        default:
            break;
    }
    return QObject::eventFilter(watched, event);
}

// True when the rest of the window is not to see it.
bool PinEntry::onKey(const QKeyEvent& event) {
    const bool first = event.type() == QEvent::KeyPress && !event.isAutoRepeat();
    if (event.key() >= Qt::Key_0 && event.key() <= Qt::Key_9) {
        const bool plain = !(event.modifiers() & (Qt::ControlModifier | Qt::AltModifier));
        if (first && plain && !typedByMachine(event)) digit(event.key() - Qt::Key_0);
        return true;
    }
    if (first) m_run.count(event);
    if (event.key() != Qt::Key_Backspace && event.key() != Qt::Key_Delete) return false;
    if (first && event.key() == Qt::Key_Backspace) back();
    if (first && event.key() == Qt::Key_Delete) clear();
    return true;
}

bool PinEntry::typedByMachine(const QKeyEvent& press) {
    const bool before = m_run.digits() > 0;
    m_run.count(press);
    if (m_run.digits() == 0) return false;
    if (!before) {
        clear();
        Q_EMIT machineRefused();
    }
    return true;
}

void PinEntry::forward(const char* key) {
    if (!m_sale || m_passive) return;
    m_sale->pinKey(key);
    Q_EMIT keyForwarded();
}

}  // namespace tappay::ui
