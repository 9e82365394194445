#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "terminal/confirm/confirmation_keeper.h"
#include "terminal/confirm/phone_keeper.h"
#include "terminal/confirm/push_reader.h"

namespace tappay::terminal {

// Listens to what the back end tells by itself, on a thread of its own, as long as a pairing or a
// confirmation is open. When the back end is away it tries again with growing pauses.
class EventKeeper {
public:
    // The keepers, and what the world refers to, outlive this.
    EventKeeper(World world, ConfirmationKeeper& confirmations, PhoneKeeper& phones);
    ~EventKeeper();
    EventKeeper(const EventKeeper&) = delete;
    EventKeeper& operator=(const EventKeeper&) = delete;

private:
    void work(const std::stop_token& stop);
    // Waits until there is something to listen for. False at the end.
    bool waitForWork(const std::stop_token& stop);
    Result<void> read(const std::stop_token& stop);
    void wake();

    World m_world;
    ConfirmationKeeper& m_confirmations;
    PhoneKeeper& m_phones;
    PushReader m_reader;  // of the thread
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;  // last: it uses everything above
};

}  // namespace tappay::terminal
