#pragma once

#include <QtCore/QThread>
#include <memory>

#include "backend/http.h"
#include "faults/fate.h"
#include "link/http_session.h"

namespace tappay::faults {

// The back end's end of the line. Nobody there, nobody answers.
class Counter {
public:
    virtual ~Counter() = default;
    // False when the back end is dark; `reply` may never be called.
    virtual bool deliver(const backend::HttpRequest& request, backend::HttpReply reply) = 0;
    // When everything else is over.
    virtual void deliverLate(backend::HttpRequest request) = 0;
};

// Everything the terminal says to the back end, as it would stand in HTTP; what TLS and TCP do to
// it when a machine or a line dies.
class Line final : public link::HttpSession {
public:
    Line(Counter& backEnd, Fate& fate);
    ~Line() override;

    link::HttpOutcome call(const link::HttpCall& call, const Deadline& deadline) override;
    void callLater(const link::HttpCall& call, std::chrono::milliseconds limit, Done done) override;
    [[nodiscard]] QObject* context() const override { return m_context; }

private:
    struct Exchange;
    [[nodiscard]] link::HttpOutcome health(const backend::HttpRequest& request) const;
    link::HttpOutcome awaitAnswer(const std::shared_ptr<Exchange>& exchange,
                                  const Deadline& deadline);

    Counter& m_backEnd;
    Fate& m_fate;
    QThread m_thread;
    QObject* m_context;
};

}  // namespace tappay::faults
