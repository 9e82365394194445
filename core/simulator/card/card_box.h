#pragma once

#include <array>
#include <atomic>
#include <map>

#include "simulator/card/insertion.h"

namespace tappay::simulator {

// The cards at hand and those that are in or at a reader: at most one for each of the two readers.
// Thread-safe.
class CardBox {
public:
    // `directory` holds the profiles, one NAME.json each; the sockets are those of the virtual
    // readers, the second one empty where cards can't be tapped.
    CardBox(std::string directory, std::string readerSocket, Random& random, const Log& log,
            std::string contactlessSocket = {});
    ~CardBox();

    // A name from `directory`, or a path ending in .json. A card that is already there is taken
    // away first, and so is this card from the other reader. NotFound, InputMalformed (also for a
    // card without this interface), ReaderMissing.
    Result<void> insert(const std::string& card) { return bring(card, Interface::Contact); }
    // Whether the owner of a phone confirmed the payment on it before; without a word from the
    // caller, yes when the phone asked at the last tap.
    Result<void> tap(const std::string& card, std::optional<bool> confirmed = {}) {
        return bring(card, Interface::Contactless, confirmed);
    }
    void remove();  // from both
    void remove(Interface reader);
    Result<void> addFault(std::string_view spec);
    void clearFaults();
    // Tapped cards take the time that real ones take (pace.h).
    void slowDown(bool asInTheAir) { m_slow = asInTheAir; }
    // On the keys of the reader with contacts: 0 to 16 digits, or nothing for the cancel key.
    // InputMalformed; NotFound when no card is in, for then nobody can be asked for a PIN.
    Result<void> press(std::optional<std::string> digits);

    // Empty when the reader is.
    [[nodiscard]] std::string inserted() const { return nameAt(Interface::Contact); }
    [[nodiscard]] std::string tapped() const { return nameAt(Interface::Contactless); }
    // Sorted; all cards, or those with this interface.
    [[nodiscard]] std::vector<std::string> cards() const;
    [[nodiscard]] std::vector<std::string> cards(Interface interface) const;

private:
    struct Reader {
        std::string socket;
        std::unique_ptr<Insertion> insertion;
        std::string name, path;
        unsigned generation = 0;  // the number of this insertion
    };
    // A fault pulled out the card of this insertion; `next` is what comes instead, or empty.
    struct Departure {
        Interface reader;
        unsigned generation;
        std::string next;
    };

    [[nodiscard]] Reader& at(Interface reader) {
        return m_readers[static_cast<std::size_t>(reader)];
    }
    Result<void> bring(const std::string& card, Interface reader,
                       std::optional<bool> confirmed = {});
    [[nodiscard]] std::string nameAt(Interface reader) const;
    // Under m_mutex.
    Result<void> bringLocked(const std::string& card, Interface reader,
                             std::optional<bool> confirmed = {});
    static void removeLocked(Reader& reader);
    void followFaults(const std::stop_token& stop);
    std::vector<Fault> takeFaults(unsigned count);

    const std::string m_directory;
    Random& m_random;
    const Log& m_log;
    mutable std::mutex m_mutex;
    std::array<Reader, 2> m_readers;
    unsigned m_generation = 0;  // counts insertions

    std::atomic<bool> m_slow = false;

    std::mutex m_faultMutex;  // taken by the insertions' threads, never together with m_mutex
    std::vector<Fault> m_faults;
    std::vector<Departure> m_departures;
    std::condition_variable_any m_departed;
    std::jthread m_follower;  // an insertion can't end itself from its own thread
};

}  // namespace tappay::simulator
