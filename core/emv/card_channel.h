#pragma once

#include <chrono>
#include <optional>
#include <stop_token>
#include <string_view>

#include "apdu/card.h"
#include "base/clock.h"

namespace tappay::emv {

// The way to the card. Before each command the wish to stop is heard, until hearing it would leave
// money in the open.
class CardChannel {
public:
    explicit CardChannel(apdu::Card& card, std::stop_token stop = {}, const Clock* clock = nullptr)
        : m_card(card), m_stop(std::move(stop)), m_clock(clock) {}

    // Failures: Cancelled, and those of apdu::Card::transmit.
    Result<apdu::Response> transmit(const apdu::Command& command);
    [[nodiscard]] Result<void> checkStop() const;
    // Null when the card's reader has no keys of its own.
    [[nodiscard]] apdu::PinPad* pinPad() { return m_card.pinPad(); }
    [[nodiscard]] const std::stop_token& stop() const { return m_stop; }
    void ignoreStop() { m_hearsStop = false; }
    // How long the card took for the answer it was quickest with; nothing without a clock.
    [[nodiscard]] std::optional<std::chrono::steady_clock::duration> quickestAnswer() const {
        return m_quickest;
    }

private:
    apdu::Card& m_card;
    std::stop_token m_stop;
    const Clock* m_clock;
    std::optional<std::chrono::steady_clock::duration> m_quickest;
    bool m_hearsStop = true;
};

// A status word with which the transaction can't go on.
std::unexpected<Failure> refused(std::string_view command, std::uint16_t sw);

}  // namespace tappay::emv
