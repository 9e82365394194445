#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "base/bytes.h"

namespace tappay::chip {

// Stands between a chip's client and its socket, counts the commands, and lets one of them meet an
// accident.
class CuttingLine {
public:
    enum class When : std::uint8_t {
        Before,  // the command never reaches the chip
        After,   // the chip has done it, the answer never reaches the client
    };

    CuttingLine(std::string ownSocket, std::string chipSocket);
    ~CuttingLine();
    [[nodiscard]] std::string transport() const { return "swtpm:path=" + m_own; }

    // Counts from 0 again; `accident` happens at the command with this number, once.
    void arm(int command, When when, std::function<void()> accident);
    void disarm();
    // Instead of the chip's, this answer is given to the commands with this code, so often.
    void answerInstead(std::uint32_t commandCode, const Bytes& answer, int times);
    // Commands since arm().
    [[nodiscard]] int count() const { return m_count; }
    // Whether these octets went over it, either way.
    [[nodiscard]] bool saw(ByteView octets);
    // Nothing is answered any more.
    void hang() { m_hanging = true; }

private:
    void serve();
    void serveOne(int client);
    std::optional<Bytes> exchange(const Bytes& command);
    std::optional<Bytes> instead(const Bytes& command);
    bool accidentDue(When when, int number);

    std::string m_own, m_chip;
    int m_listener = -1, m_stop = -1;
    std::atomic<int> m_count = 0;
    std::atomic<bool> m_hanging = false;
    std::mutex m_mutex;
    int m_command = -1;
    When m_when = When::Before;
    std::function<void()> m_accident;
    std::uint32_t m_code = 0;
    Bytes m_answer;
    int m_times = 0;
    Bytes m_seen;
    std::thread m_thread;
};

}  // namespace tappay::chip
