#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>

#include "link/channel.h"

namespace tappay::agent {

// Hands the calls of one payment to the page that asked for it, and waits for what it brings.
class PageCarrier final : public link::Carrier {
public:
    // Called on the thread of the payment; has to return at once.
    using Hand = std::function<void(const Parcel&)>;
    explicit PageCarrier(Hand hand) : m_hand(std::move(hand)) {}

    std::optional<std::string> carry(const Parcel& parcel, const Deadline& deadline) override;

    // What came; anything but status 200 is nothing. TooLate when this question is not out.
    Result<void> answer(std::uint32_t number, int status, std::string body);
    // The page has gone: nothing is handed over any more.
    void close();

private:
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    Hand m_hand;
    std::uint32_t m_out = 0;  // the question the page has; 0: none
    std::optional<std::string> m_brought;
};

}  // namespace tappay::agent
