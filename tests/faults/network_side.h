#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <thread>
#include <vector>

#include "faults/fate.h"
#include "iso8583/message.h"
#include "simulator/network/switch.h"

namespace tappay::faults {

// The card network and the issuer of the simulator behind a socket on loopback, with a place for a
// cut around each message.
class NetworkSide {
public:
    struct Misbehaviour {
        std::vector<simulator::network::Fault> faults;
        bool spoilsArpc = false;  // the card will not believe that the issuer answered
    };
    NetworkSide(const simulator::network::NetworkConfig& config, std::filesystem::path ledger,
                Misbehaviour misbehaviour, Random& random, Fate& fate);
    ~NetworkSide();
    NetworkSide(const NetworkSide&) = delete;
    NetworkSide& operator=(const NetworkSide&) = delete;

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    // After the power was lost. `torn`: it went while a line of the ledger was being written.
    void powerUp(bool torn);

private:
    struct Connection {
        iso8583::FrameReader frames;
    };
    struct Later {
        std::chrono::steady_clock::time_point due;
        int socket;
        Bytes answer;
    };
    using Book = simulator::network::Ledger;

    void open();
    void run(const std::stop_token& stop);
    void listenAgain();
    void closeEverything();
    void close(int socket);
    void read(int socket);
    bool handle(int socket, const Bytes& frame);
    void answer(int socket, simulator::network::Outcome outcome);
    [[nodiscard]] Bytes spoilt(const Bytes& answer) const;
    [[nodiscard]] int millisecondsToNext() const;
    void sendDue();

    const simulator::network::NetworkConfig& m_config;
    const std::filesystem::path m_path;
    const Misbehaviour m_misbehaviour;
    Random& m_random;
    Fate& m_fate;
    SystemClock m_clock;
    Log m_log;
    std::optional<Book> m_ledger;
    std::optional<simulator::network::Switch> m_switch;
    std::uint16_t m_port = 0;
    int m_listener = -1, m_wake = -1;
    std::map<int, Connection> m_connections;
    std::vector<Later> m_later;
    std::jthread m_thread;
};

}  // namespace tappay::faults
