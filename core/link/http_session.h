#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <chrono>
#include <functional>
#include <string>

#include "base/clock.h"

class QObject;

namespace tappay::link {

struct HttpCall {
    QByteArray method;  // GET or POST
    QString path;
    QByteArray body;           // signed and sealed: no secret in it
    QByteArray authorisation;  // empty for none
};

struct HttpOutcome {
    enum class Kind : std::uint8_t {
        Answered,
        NotSent,  // no complete request can have reached the peer
        NoAnswer,
    };
    Kind kind = Kind::NoAnswer;
    int status = 0;
    std::string body;
    std::string trouble;  // for the log
    std::chrono::milliseconds roundTrip{0};
    bool repeated = false;  // sent completely more than once, over a connection made again
};

// HTTP requests for callers on any thread, who wait.
class HttpSession {
public:
    using Done = std::function<void(HttpOutcome)>;

    virtual ~HttpSession() = default;
    // NoAnswer when the deadline or a stop request came first.
    virtual HttpOutcome call(const HttpCall& call, const Deadline& deadline) = 0;
    // `done` on the session's thread, unless the session ends first.
    virtual void callLater(const HttpCall& call, std::chrono::milliseconds limit, Done done) = 0;
    // For timers that live with the session.
    [[nodiscard]] virtual QObject* context() const = 0;
};

}  // namespace tappay::link
