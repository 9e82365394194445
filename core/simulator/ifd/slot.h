#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "simulator/ifd/wire.h"

namespace tappay::simulator::ifd {

enum class Exchange : std::uint8_t { Done, NoCard, Timeout };

// One reader slot: a listening socket and at most one card connected to it.
//
// Only watch(), which the service calls on the thread that reports card events, lets a card in or
// out. So a removal is always reported before the next card is seen, however fast the swap.
class Slot {
public:
    Slot() = default;
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;
    ~Slot();

    bool open(const std::string& socketPath);
    void close();

    // Blocks until the presence may have changed, `timeout` passed or wake() was called: the
    // service wakes its thread to end it, and also after each disconnection to power the card down.
    void watch(std::chrono::milliseconds timeout);
    void wake();
    [[nodiscard]] bool cardPresent();

    // Sends one packet without waiting for an answer.
    bool tell(wire::Kind kind);
    // Sends one packet and waits for the answer of the given kind.
    Exchange ask(wire::Kind kind, std::span<const std::uint8_t> content, wire::Kind answerKind,
                 std::vector<std::uint8_t>& answer, std::chrono::milliseconds timeout);

private:
    bool send(int card, wire::Kind kind, std::span<const std::uint8_t> content);
    void admitCard();
    void dismissCard();

    std::string m_path;
    int m_listener = -1;
    int m_wake = -1;              // eventfd
    std::atomic<int> m_card{-1};  // written by watch() and close() only, under m_exchange
    std::mutex m_exchange;        // one exchange at a time, and no card closed under it
};

}  // namespace tappay::simulator::ifd
