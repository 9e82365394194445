#pragma once

#include <mutex>

#include "base/log.h"
#include "link/back_end.h"
#include "link/http_session.h"

namespace tappay::link {

// Knows whether the back end can be reached. Asks /livez while nothing else does: that also keeps a
// connection open, so that a payment need not wait for a handshake.
class Probe {
public:
    Probe(HttpSession& session, const Log& log);

    void start();
    // What any call has found. `waits`: its answer comes when there is something to tell, so it
    // says nothing of how long a call takes.
    void note(const HttpOutcome& outcome, bool waits = false);
    [[nodiscard]] LinkState state() const;
    void onChange(std::function<void(const LinkState&)> listener);

private:
    void askLater();
    void ask();

    HttpSession& m_session;
    const Log& m_log;
    mutable std::mutex m_mutex;
    LinkState m_state;
    std::function<void(const LinkState&)> m_listener;
    int m_failures = 0;
};

}  // namespace tappay::link
