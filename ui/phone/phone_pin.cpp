#include "phone/phone_pin.h"

#include <QKeyEvent>

namespace tappay::ui {

PhonePin::PhonePin(QObject* parent) : QObject(parent) {}

PhonePin::~PhonePin() = default;

void PhonePin::setWindow(QQuickWindow* window) {
    if (m_window == window) return;
    if (m_window) {
        m_window->removeEventFilter(this);
        disconnect(m_window, nullptr, this, nullptr);
    }
    m_window = window;
    if (m_window) {
        m_window->installEventFilter(this);
        connect(m_window, &QWindow::activeChanged, this, [this] {
            if (m_window && !m_window->isActive()) clear();
        });
    }
    Q_EMIT windowChanged();
}

void PhonePin::digit(int value) {
    if (m_entered >= kLongest || value < 0 || value > 9) return;
    m_digits.writable()[static_cast<std::size_t>(m_entered++)] =
        static_cast<std::uint8_t>('0' + value);
    Q_EMIT changed();
}

void PhonePin::back() {
    if (m_entered == 0) return;
    m_digits.writable()[static_cast<std::size_t>(--m_entered)] = 0;
    Q_EMIT changed();
}

void PhonePin::clear() {
    wipe(m_digits.writable());
    if (m_entered == 0) return;
    m_entered = 0;
    Q_EMIT changed();
}

SecretBytes PhonePin::take() {
    SecretBytes taken(m_digits.view().first(static_cast<std::size_t>(m_entered)));
    clear();
    return taken;
}

bool PhonePin::eventFilter(QObject* watched, QEvent* event) {
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
    if (key && onKey(static_cast<const QKeyEvent&>(*event))) return true;
    return QObject::eventFilter(watched, event);
}

bool PhonePin::onKey(const QKeyEvent& event) {
    const bool press = event.type() == QEvent::KeyPress && !event.isAutoRepeat();
    if (event.key() >= Qt::Key_0 && event.key() <= Qt::Key_9) {
        if (press) digit(event.key() - Qt::Key_0);
        return true;
    }
    if (event.key() == Qt::Key_Backspace) {
        if (press) back();
        return true;
    }
    return false;
}

}  // namespace tappay::ui
