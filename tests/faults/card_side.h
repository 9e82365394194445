#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>

#include "card/pcsc/readers.h"
#include "faults/fate.h"
#include "simulator/card/virtual_card.h"

namespace tappay::faults {

// One reader and one card of the simulator, whose memory survives every reset. The transmission
// protocol is the card's; each command it sees is a place for a cut.
class CardSide final : public card::Readers {
public:
    CardSide(std::shared_ptr<const simulator::CardProfile> profile, Random& random, Fate& fate);

    // Into the reader with contacts, or onto the one without.
    void insert(bool contactless = false);
    void remove();
    [[nodiscard]] simulator::CardState state() const;

    [[nodiscard]] card::Snapshot snapshot() const override;
    void onChange(std::function<void(const card::Snapshot&)> listener) override;
    Result<card::CardPlace> waitForCard(const card::WantedCards& wanted,
                                        const Deadline& deadline) override;
    bool waitForRemoval(const card::CardPlace& place, const Deadline& deadline) override;
    Result<std::unique_ptr<apdu::Card>> connect(const card::CardPlace& place) override;

private:
    class PoweredCard;
    [[nodiscard]] card::Snapshot now() const;
    void moved(std::unique_lock<std::mutex> lock);
    bool in(const card::CardPlace& place) const;

    const std::shared_ptr<const simulator::CardProfile> m_profile;
    Random& m_random;
    Fate& m_fate;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_change;
    simulator::CardState m_state;
    bool m_present = false, m_contactless = false;
    std::uint16_t m_events = 0;
    std::function<void(const card::Snapshot&)> m_listener;
};

}  // namespace tappay::faults
