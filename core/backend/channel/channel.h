#pragma once

#include <functional>

#include "backend/callers.h"
#include "backend/event_loop.h"
#include "backend/http.h"
#include "backend/keys/key_module.h"
#include "backend/keys/key_store.h"
#include "base/log.h"
#include "protocol/channel.h"

namespace tappay::backend {

// The back end's end of web payments' secure channels: docs/protocol.md, "Channel". Anybody on the
// web may ask here; whoever holds the keys of the sign-on gets an answer that says something. On a
// thread of its own and with a connection of its own to the keys.
class Channel {
public:
    static constexpr std::string_view kPath = "/v1/channel";

    // How the paths of a payment are answered, from any thread.
    using Inside = std::function<void(HttpRequest, HttpReply)>;
    // References outlive this.
    Channel(keys::KeyStore store, keys::KeyModule& module, Callers& callers, Inside inside,
            const Clock& clock, const Log& log);
    ~Channel();
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;

    // From any thread.
    void handle(HttpRequest request, HttpReply reply);
    // Ends the thread; nothing is answered afterwards. Not from it.
    void stop() { m_loop.stop(); }

private:
    // A record that was opened: what it asks, and how its answer is sealed.
    struct Opened {
        keys::KeyHandle process;
        std::string payment;
        std::uint32_t number = 0;
        protocol::CarriedCall call;
    };
    void open(const std::string& body, HttpReply reply);
    Result<Opened> open(const std::string& body);
    Result<void> checkTerminal(const protocol::CarriedCall& call, const std::string& terminalId);
    Result<std::string> seal(const Opened& question, const HttpResponse& answer);

    keys::KeyStore m_store;  // of the thread alone
    keys::KeyModule& m_module;
    Callers& m_callers;
    Inside m_inside;
    const Clock& m_clock;
    const Log& m_log;
    EventLoop m_loop;
};

}  // namespace tappay::backend
