#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "apdu/card.h"
#include "base/clock.h"
#include "base/log.h"

// Any PC/SC reader, seen through one watcher thread that blocks in SCardGetStatusChange.
namespace tappay::card {

struct ReaderState {
    std::string name;
    bool cardPresent = false;
    bool cardMute = false;        // present but silent: upside down or not a chip card
    bool inUseElsewhere = false;  // held exclusively by another program
    Bytes atr;
    std::uint16_t events = 0;  // the reader's own insert/remove counter: a changed value with the
                               // card present is a quick swap
    bool contactless = false;  // the card is tapped, not inserted, by its ATR
};

// Values, so that nobody shares the watcher's state.
struct Snapshot {
    bool serviceRunning = false;
    std::vector<ReaderState> readers;
};

// A card in a reader at one moment; becomes stale when the reader's event counter moves on.
struct CardPlace {
    std::string reader;
    std::uint16_t events = 0;
    bool contactless = false;
};

// Cards that a wait is for. Others may lie in their readers meanwhile.
struct WantedCards {
    bool contact = true;
    bool contactless = true;
    // Told true while more than one of them is there, and false when all are gone again.
    std::function<void(bool several)> onSeveral = {};
};

// How long the keys of a reader wait for a PIN: in all, and from the first key on.
struct PinPadTimes {
    std::chrono::seconds total{60}, afterFirstKey{30};
};

class Readers {
public:
    virtual ~Readers() = default;
    [[nodiscard]] virtual Snapshot snapshot() const = 0;
    // Called on the watcher thread after each change; one listener.
    virtual void onChange(std::function<void(const Snapshot&)> listener) = 0;
    // Returns at once when a wanted card is already there, and the only one: of several nobody can
    // say which one is meant, so they are waited for to become one. CardTimeout, Cancelled,
    // ReaderMissing when no reader appears before the deadline, ReaderServiceDown.
    virtual Result<CardPlace> waitForCard(const WantedCards& wanted, const Deadline& deadline) = 0;
    // True when the card left in time.
    virtual bool waitForRemoval(const CardPlace& place, const Deadline& deadline) = 0;
    // Shared connection inside a PC/SC transaction until the Card is destroyed, then the card is
    // powered down. CardChanged when the place is stale; ReaderBusy when another program holds it.
    virtual Result<std::unique_ptr<apdu::Card>> connect(const CardPlace& place) = 0;
};

// Starts the watcher. Keeps trying in the background while the service is down. While idle it never
// connects to a card, so other programs can use the readers.
std::unique_ptr<Readers> watchPcscReaders(const Log& log, const PinPadTimes& pinPad = {});

}  // namespace tappay::card
