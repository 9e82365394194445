#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "base/log.h"
#include "simulator/card/fault.h"
#include "simulator/card/transport.h"

namespace tappay::simulator {

// One card in the virtual reader, from insertion (constructor) to removal (destructor, or the
// reader's end). A thread of its own answers the reader.
class Insertion {
public:
    struct Events {
        // On the insertion's own thread. The faults due at this APDU, counted from 1.
        std::function<std::vector<Fault>(unsigned count)> dueFaults;
        // The card left by a fault; `next` is the card to be inserted instead, or empty. The
        // insertion may not be destroyed from here.
        std::function<void(const std::string& next)> leftByFault;
        // Whether the card is as slow as a real one in the air.
        std::function<bool()> slow = [] { return false; };
    };

    // ReaderMissing when no reader listens on `readerSocket`.
    static Result<std::unique_ptr<Insertion>> begin(const std::string& readerSocket,
                                                    std::unique_ptr<VirtualCard> card,
                                                    Events events);
    Insertion(const Insertion&) = delete;
    Insertion& operator=(const Insertion&) = delete;
    ~Insertion();

    // Pressed on the reader's own keys: digits, or nothing for the cancel key. They wait for the
    // reader to ask for a PIN, if it hasn't yet.
    void press(std::optional<std::string> digits);

    // False when the reader went away or a fault pulled the card out.
    [[nodiscard]] bool connected() const;

private:
    Insertion(int socket, std::unique_ptr<VirtualCard> card, Events events);
    void serve();
    bool answer(ByteView packet);
    bool answerCommand(ByteView command);
    bool send(std::uint8_t kind, ByteView content);
    void disconnect();
    bool answerKeys(ByteView timeLimit);
    bool sleep(std::chrono::microseconds duration);  // false when the card was pulled out meanwhile

    int m_socket;
    std::unique_ptr<VirtualCard> m_card;
    Transport m_transport;
    Events m_events;
    unsigned m_count = 0;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<std::optional<std::string>> m_pressed;
    bool m_connected = true;
    std::thread m_thread;
};

}  // namespace tappay::simulator
