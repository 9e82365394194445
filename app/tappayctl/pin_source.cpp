#include "pin_source.h"

#include <unistd.h>

namespace tappay::ctl {

namespace {
constexpr char kBackspace = 0x08, kDelete = 0x7F, kEscape = 0x1B, kLineKill = 0x15;
}

PinSource::PinSource(Kind kind) : m_kind(kind), m_input(STDIN_FILENO, QSocketNotifier::Read) {
    m_input.setEnabled(false);
    connect(&m_input, &QSocketNotifier::activated, this, &PinSource::readOne);
}

PinSource::~PinSource() {
    silence();
}

void PinSource::listen() {
    if (m_input.isEnabled() || m_kind == Kind::None) return;
    if (m_kind == Kind::Terminal) {
        termios now{};
        if (tcgetattr(STDIN_FILENO, &now) == 0) {
            m_before = now;
            now.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON);
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &now);
        }
    }
    m_anyInLine = false;
    m_input.setEnabled(true);
}

void PinSource::silence() {
    m_input.setEnabled(false);
    if (m_before) tcsetattr(STDIN_FILENO, TCSAFLUSH, &*m_before);
    m_before.reset();
}

void PinSource::readOne() {
    char octet = 0;
    const ssize_t count = read(STDIN_FILENO, &octet, 1);
    if (count == 1) return onOctet(octet);
    silence();
    // The last line may lack its end.
    if (m_kind == Kind::Lines && m_anyInLine)
        Q_EMIT key(QStringLiteral("enter"));
    else
        Q_EMIT abandoned();
}

void PinSource::onOctet(char octet) {
    if (octet >= '0' && octet <= '9') {
        m_anyInLine = true;
        Q_EMIT key(QString(QLatin1Char(octet)));
    } else if (octet == '\n' || octet == '\r') {
        if (m_kind == Kind::Lines) silence();
        Q_EMIT key(QStringLiteral("enter"));
    } else if (m_kind == Kind::Terminal && (octet == kBackspace || octet == kDelete)) {
        Q_EMIT key(QStringLiteral("back"));
    } else if (m_kind == Kind::Terminal && octet == kLineKill) {
        Q_EMIT key(QStringLiteral("clear"));
    } else if (m_kind == Kind::Terminal && octet == kEscape) {
        silence();
        Q_EMIT abandoned();
    }
}

}  // namespace tappay::ctl
