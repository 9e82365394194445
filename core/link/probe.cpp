#include "link/probe.h"

#include <QtCore/QTimer>
#include <algorithm>

namespace tappay::link {

namespace {

// Shorter than a server's keep-alive time.
constexpr std::chrono::seconds kWhileUp{45};
constexpr std::chrono::seconds kFirstPause{1}, kLongestPause{30};
constexpr std::chrono::seconds kLimit{10};

}  // namespace

Probe::Probe(HttpSession& session, const Log& log) : m_session(session), m_log(log) {}

void Probe::start() {
    ask();
}

void Probe::ask() {
    m_session.callLater({"GET", QStringLiteral("/livez"), {}, {}}, kLimit,
                        [this](const HttpOutcome& outcome) {
                            note(outcome);
                            askLater();
                        });
}

void Probe::askLater() {
    std::chrono::milliseconds pause = kWhileUp;
    {
        const std::scoped_lock lock(m_mutex);
        if (m_failures > 0)
            pause = std::min<std::chrono::milliseconds>(
                kFirstPause * (1 << std::min(m_failures - 1, 10)), kLongestPause);
    }
    QTimer::singleShot(pause, m_session.context(), [this] { ask(); });
}

void Probe::note(const HttpOutcome& outcome, bool waits) {
    std::function<void(const LinkState&)> listener;
    LinkState now;
    {
        const std::scoped_lock lock(m_mutex);
        const bool reachable = outcome.kind == HttpOutcome::Kind::Answered;
        m_failures = reachable ? 0 : m_failures + 1;
        if (reachable != m_state.reachable) {
            listener = m_listener;
            if (reachable)
                m_log.info("link", "back end reachable");
            else
                m_log.warning("link", "back end not reachable: " + outcome.trouble);
        }
        m_state.reachable = reachable;
        if (reachable && !waits) m_state.roundTrip = outcome.roundTrip;
        now = m_state;
    }
    if (listener) listener(now);
}

LinkState Probe::state() const {
    const std::scoped_lock lock(m_mutex);
    return m_state;
}

void Probe::onChange(std::function<void(const LinkState&)> listener) {
    const std::scoped_lock lock(m_mutex);
    m_listener = std::move(listener);
}

}  // namespace tappay::link
