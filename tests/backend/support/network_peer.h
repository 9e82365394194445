#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "iso8583/message.h"

namespace tappay::test {

// The card network, as small as a test needs it: answers each request as the script says.
class NetworkPeer {
public:
    // The frames to send for a request; none for silence.
    using Script = std::function<std::vector<Bytes>(const iso8583::Message& request)>;

    NetworkPeer();  // approves everything
    ~NetworkPeer();
    NetworkPeer(const NetworkPeer&) = delete;
    NetworkPeer& operator=(const NetworkPeer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    static const Bytes& mak();
    void setScript(Script script);
    void setPinField(iso8583::PinField pinField);
    // To the connection that is open now.
    void send(const Bytes& frame);
    void closeConnection();
    // What came so far with this message type.
    std::vector<iso8583::Message> received(const std::string& mti);
    // True once `count` messages of the type have come; waits for them.
    bool waitFor(const std::string& mti, std::size_t count,
                 std::chrono::milliseconds patience = std::chrono::seconds(10));

    // Spent by the peer's own thread, so that a benchmark can leave it out.
    [[nodiscard]] double cpuSeconds();

    // The right reply to a request with field 39.
    static iso8583::Message replyTo(const iso8583::Message& request, const std::string& code);
    static Bytes frame(const iso8583::Message& message);
    static Bytes frame(const iso8583::Message& message, const iso8583::MacFunction& mac);
    static Script answering(const std::string& code);

private:
    void run();
    void serve(int socket);

    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Script m_script;
    iso8583::PinField m_pinField = iso8583::PinField::Octets8;
    std::vector<iso8583::Message> m_received;
    int m_connection = -1;
    bool m_stopping = false;
    std::thread m_thread;
};

}  // namespace tappay::test
