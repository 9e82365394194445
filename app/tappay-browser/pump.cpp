#include "tappay-browser/pump.h"

#include <poll.h>

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <algorithm>
#include <array>
#include <utility>

#include "tappay-browser/replies.h"
#include "tappay-browser/window.h"

namespace tappay::browser {

namespace {

using Clock = std::chrono::steady_clock;
constexpr qsizetype kLongestLine = kMaxToPlugin;

}  // namespace

Pump::Pump(int input, int output, QByteArray applicationSocket, Patience patience)
    : m_input(input),
      m_output(output),
      m_socketPath(std::move(applicationSocket)),
      m_patience(patience),
      m_bridge(*this, Clock::now()) {}

Pump::Ended Pump::run() {
    m_bridge.greet();
    while (!m_ended) {
        const int application = m_application ? m_application->get() : -1;
        std::array entries{pollfd{m_input, POLLIN, 0}, pollfd{application, POLLIN, 0}};
        ::poll(entries.data(), entries.size(), pollLimit());
        if (entries[1].revents != 0) readApplication();  // before another may take its place
        if (!m_ended && entries[0].revents != 0) readInput();
        if (m_ended) break;
        const Bridge::Time now = Clock::now();
        m_bridge.onTime(now);
        if (m_frameUntil <= now) finish(Ended::TooSlow);
    }
    return *m_ended;
}

int Pump::pollLimit() const {
    const Bridge::Time next = std::min(m_bridge.nextDeadline(), m_frameUntil);
    if (next == Bridge::Time::max()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count();
    return static_cast<int>(std::max<decltype(left)>(left, 0));
}

void Pump::readInput() {
    const QByteArray octets = readSome(m_input);
    if (octets.isEmpty()) {
        finish(m_frames.midway() ? Ended::Malformed : Ended::ByBrowser);
        return;
    }
    const bool wasMidway = m_frames.midway();
    m_frames.add(octets);
    takeMessages();
    if (!m_frames.midway())
        m_frameUntil = Bridge::Time::max();
    else if (!wasMidway)
        m_frameUntil = Clock::now() + m_patience.message;
}

void Pump::takeMessages() {
    while (!m_ended) {
        const auto message = m_frames.next();
        if (!message) {
            tellPlugin(failure(0, message.error()));
            finish(Ended::Malformed);
            return;
        }
        if (!*message) return;
        m_frameUntil = Clock::now() + m_patience.message;  // for the one behind it
        m_bridge.onMessage(**message, Clock::now());
    }
}

void Pump::readApplication() {
    const QByteArray octets = readSome(m_application->get());
    m_lines.append(octets);
    takeLines();
    if (octets.isEmpty() || m_lines.size() > kLongestLine) loseApplication();
}

void Pump::takeLines() {
    for (;;) {
        const qsizetype end = m_lines.indexOf('\n');
        if (end < 0 || m_ended) return;
        const QByteArray line = m_lines.left(end);
        m_lines.remove(0, end + 1);
        m_bridge.onLine(line);
    }
}

void Pump::loseApplication() {
    m_application.reset();
    m_lines.clear();
    m_bridge.onApplicationGone();
}

void Pump::tellPlugin(const QJsonObject& message) {
    const QByteArray framed = frame(QJsonDocument(message).toJson(QJsonDocument::Compact));
    if (framed.isEmpty() || !writeAll(m_output, framed, m_patience.writing)) finish(Ended::TooSlow);
}

bool Pump::askApplication(const QByteArray& line) {
    if (!m_application) {
        auto made = connectTo(m_socketPath, m_patience.connecting);
        if (!made) return false;
        m_application.emplace(std::move(*made));
    }
    if (writeAll(m_application->get(), line, m_patience.writing)) return true;
    loseApplication();
    return false;
}

void Pump::startWindow() {
    browser::startWindow();
}

void Pump::finish(Ended how) {
    if (!m_ended) m_ended = how;
}

QByteArray browserSocket() {
    const QByteArray given = qgetenv("TAPPAY_BROWSER_SOCKET");
    if (!given.isEmpty()) return given;
    const QByteArray own = qgetenv("XDG_RUNTIME_DIR") + "/tappay/browser.sock";
    const QByteArray service = "/run/tappay/browser.sock";
    return !QFile::exists(QFile::decodeName(own)) && QFile::exists(QFile::decodeName(service))
               ? service
               : own;
}

}  // namespace tappay::browser
