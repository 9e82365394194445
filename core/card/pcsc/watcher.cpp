#include "card/pcsc/watcher.h"

#include <algorithm>

#include "card/pcsc/errors.h"

namespace tappay::card {
namespace {

// A pseudo reader whose state changes when the list of readers does.
constexpr const char* kPlugAndPlay = "\\\\?PnP?\\Notification";
constexpr auto kFirstRetry = std::chrono::milliseconds(100);
constexpr auto kLastRetry = std::chrono::milliseconds(2000);
constexpr auto kCancelAgain = std::chrono::milliseconds(20);

bool same(const ReaderState& a, const ReaderState& b) {
    return a.name == b.name && a.cardPresent == b.cardPresent && a.cardMute == b.cardMute &&
           a.inUseElsewhere == b.inUseElsewhere && a.atr == b.atr && a.events == b.events;
}

bool same(const Snapshot& a, const Snapshot& b) {
    return a.serviceRunning == b.serviceRunning &&
           std::ranges::equal(a.readers, b.readers,
                              [](const auto& x, const auto& y) { return same(x, y); });
}

}  // namespace

Watcher::Watcher(std::function<void(Snapshot)> publish, const Log& log)
    : m_publish(std::move(publish)), m_log(log), m_thread([this] { run(); }) {}

Watcher::~Watcher() {
    {
        std::unique_lock lock(m_mutex);
        m_stopping = true;
        m_changed.notify_all();
        // A cancel that comes before the wait has begun is lost, hence again until it is over.
        while (!m_ended) {
            if (m_waiting) SCardCancel(*m_waiting);
            m_changed.wait_for(lock, kCancelAgain, [this] { return m_ended; });
        }
    }
    m_thread.join();
}

void Watcher::run() {
    auto retry = kFirstRetry;
    do {
        if (auto session = Session::open()) {
            retry = kFirstRetry;
            watch(*session);
        } else {
            retry = std::min(retry * 2, kLastRetry);
        }
        tell({});
    } while (pause(retry));
    const std::scoped_lock lock(m_mutex);
    m_ended = true;
    m_changed.notify_all();
}

bool Watcher::pause(std::chrono::milliseconds duration) {
    std::unique_lock lock(m_mutex);
    return !m_changed.wait_for(lock, duration, [this] { return m_stopping; });
}

// Until the service fails or the watcher stops.
void Watcher::watch(Session& session) {
    while (true) {
        const auto names = listReaders(session);
        if (!names) return;
        std::vector<SCARD_READERSTATE> states(names->size() + 1);
        for (std::size_t i = 0; i < names->size(); ++i)
            states[i].szReader = (*names)[i].c_str();
        states.back().szReader = kPlugAndPlay;
        states.back().dwCurrentState = static_cast<DWORD>(names->size()) << 16;
        // The first look returns at once, whether there are readers or not; then we block.
        bool listIsTrue = true;
        for (DWORD timeout = 0; listIsTrue; timeout = INFINITE) {
            if (!waitForChange(session, states, timeout)) return;
            Snapshot snapshot{true, {}};
            for (std::size_t i = 0; i < names->size(); ++i) {
                if (states[i].dwEventState & SCARD_STATE_UNKNOWN) listIsTrue = false;
                snapshot.readers.push_back(interpret(states[i]));
                states[i].dwCurrentState = states[i].dwEventState & ~DWORD(SCARD_STATE_CHANGED);
            }
            if (states.back().dwEventState & SCARD_STATE_CHANGED) listIsTrue = false;
            if (listIsTrue) tell(std::move(snapshot));
        }
    }
}

bool Watcher::waitForChange(Session& session, std::vector<SCARD_READERSTATE>& states,
                            DWORD timeout) {
    {
        const std::scoped_lock lock(m_mutex);
        if (m_stopping) return false;
        m_waiting = session.context();
    }
    const auto code = SCardGetStatusChange(session.context(), timeout, states.data(),
                                           static_cast<DWORD>(states.size()));
    const std::scoped_lock lock(m_mutex);
    m_waiting.reset();
    if (m_stopping) return false;
    if (code == SCARD_S_SUCCESS || (timeout == 0 && code == SCARD_E_TIMEOUT)) return true;
    // A reader that went away while we were asking for it: the list is read again.
    if (code == SCARD_E_UNKNOWN_READER || code == SCARD_E_READER_UNAVAILABLE) {
        states.back().dwEventState = SCARD_STATE_CHANGED;
        return true;
    }
    m_log.failure("pcsc", failureOf(code, "watch readers"));
    return false;
}

void Watcher::tell(Snapshot snapshot) {
    if (m_last && same(*m_last, snapshot)) return;
    m_last = snapshot;
    m_publish(std::move(snapshot));
}

}  // namespace tappay::card
