#pragma once

#include <winscard.h>

#include "base/result.h"

namespace tappay::card {

// A connection to the smart-card service. Each thread that may block has its own, because the
// library lets only one call at a time through.
class Session {
public:
    static Result<Session> open();
    Session(Session&& other) noexcept;
    Session& operator=(Session&&) = delete;
    ~Session();

    [[nodiscard]] SCARDCONTEXT context() const { return m_context; }

private:
    explicit Session(SCARDCONTEXT context) : m_context(context) {}
    SCARDCONTEXT m_context;
    bool m_open = true;
};

}  // namespace tappay::card
