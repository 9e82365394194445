#pragma once

#include <functional>
#include <memory>
#include <string>

#include "backend/config.h"
#include "backend/event_loop.h"
#include "backend/keys/network_keys.h"
#include "base/log.h"
#include "iso8583/message.h"

namespace tappay::backend {

// How a request to the network ended.
struct Exchange {
    enum class Outcome : std::uint8_t {
        NotSent,    // surely: no octet of it was handed to the connection
        NoReply,    // it may have arrived
        WrongMac,   // a reply to it that anybody could have written
        Differing,  // authentic, but one of the fields it must repeat is another
        Replied,
    };
    Outcome outcome = Outcome::NotSent;
    std::string differing = {};   // the field, for Differing
    iso8583::Message reply = {};  // for Replied
};

// One persistent connection to the acquirer network, made when first needed and again after a loss.
// Replies find their request by type, terminal and trace number; a reply nobody waits for (late,
// doubled, foreign) is logged and changes nothing.
class NetworkLink {
public:
    // On the event loop, exactly once unless the loop ends first.
    using Done = std::move_only_function<void(Exchange)>;

    NetworkLink(const NetworkConfig& config, const keys::NetworkKeys& keys, EventLoop& loop,
                const Log& log);
    ~NetworkLink();  // after the loop was stopped
    NetworkLink(const NetworkLink&) = delete;
    NetworkLink& operator=(const NetworkLink&) = delete;

    // From any thread; under the keys that the terminal has now. At once InputMalformed when a
    // field doesn't fit the dictionary, and what the key module says.
    Result<void> send(const iso8583::Message& request, Done done);

private:
    class Connection;
    std::unique_ptr<Connection> m_connection;
    EventLoop& m_loop;
    const NetworkConfig& m_config;
    const keys::NetworkKeys& m_keys;
};

}  // namespace tappay::backend
