#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "terminal/payments.h"

namespace tappay::terminal {

// What a sale asks the cardholder for.
struct CardCall {
    Stage stage = Stage::PresentCard;
    bool tap = false;
    bool insert = true;
    std::chrono::milliseconds time{60'000};
    bool afterRemoval = false;  // the card that was there has to leave first
};

// Finds the card a sale works with, and knows whether it has left. find() belongs to the thread of
// the sale; the rest may be called from any thread.
class CardSearch {
public:
    struct Found {
        std::unique_ptr<apdu::Card> card;
        bool contactless = false;
    };
    CardSearch(std::string id, World& world, Payments& payments)
        : m_id(std::move(id)), m_world(world), m_payments(payments) {}

    // CardTimeout, Cancelled, or why the card that was there could not be used.
    Result<Found> find(const CardCall& call, const std::stop_token& stop);

    // Whether the card found last has not left its reader.
    [[nodiscard]] bool isIn(const card::Snapshot& snapshot) const;
    [[nodiscard]] bool isStillIn() const { return isIn(m_world.readers.snapshot()); }
    // Whether that card was found and has to stay for the sale to go on, and did not.
    [[nodiscard]] bool isMissed(const card::Snapshot& snapshot) const;

private:
    void ask(const CardCall& call, const Deadline& deadline);
    void show(Stage stage);
    Result<void> waitForBetter(const card::CardPlace& place, const Failure& failure,
                               const Deadline& deadline);
    void remember(const card::CardPlace& place);
    [[nodiscard]] std::optional<card::CardPlace> place() const;

    std::string m_id;
    World& m_world;
    Payments& m_payments;
    mutable std::mutex m_mutex;
    std::optional<card::CardPlace> m_place;
};

// The same moment on the clock people see.
std::chrono::system_clock::time_point onScreen(const Clock& clock,
                                               std::chrono::steady_clock::time_point at);

}  // namespace tappay::terminal
