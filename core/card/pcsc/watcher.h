#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "card/pcsc/reader_list.h"

namespace tappay::card {

// The one thread that blocks in SCardGetStatusChange. While the service runs it wakes only when a
// reader or a card comes or goes; while it is down it tries again ever more seldom.
class Watcher {
public:
    // `publish` is called on the watcher's thread with each state that differs from the last.
    Watcher(std::function<void(Snapshot)> publish, const Log& log);
    Watcher(const Watcher&) = delete;
    Watcher& operator=(const Watcher&) = delete;
    ~Watcher();

private:
    void run();
    void watch(Session& session);
    bool waitForChange(Session& session, std::vector<SCARD_READERSTATE>& states, DWORD timeout);
    bool pause(std::chrono::milliseconds duration);  // false when stopping
    void tell(Snapshot snapshot);

    std::function<void(Snapshot)> m_publish;
    const Log& m_log;
    std::optional<Snapshot> m_last;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_stopping = false;
    bool m_ended = false;
    std::optional<SCARDCONTEXT> m_waiting;  // the session to cancel
    std::thread m_thread;
};

}  // namespace tappay::card
