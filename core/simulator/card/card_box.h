#pragma once

#include <map>

#include "simulator/card/insertion.h"

namespace tappay::simulator {

// The cards at hand and the one that is in the reader. Thread-safe.
class CardBox {
public:
    // `directory` holds the profiles, one NAME.json each; `readerSocket` is the virtual reader's.
    CardBox(std::string directory, std::string readerSocket, Random& random, const Log& log);
    ~CardBox();

    // A name from `directory`, or a path ending in .json. A card that is already in is taken out
    // first. NotFound, InputMalformed, ReaderMissing.
    Result<void> insert(const std::string& card);
    void remove();
    Result<void> addFault(std::string_view spec);
    void clearFaults();

    // Empty when the reader is.
    [[nodiscard]] std::string inserted() const;
    [[nodiscard]] std::vector<std::string> cards() const;

private:
    // Under m_mutex.
    Result<void> insertLocked(const std::string& card);
    void removeLocked();
    void followFaults(const std::stop_token& stop);
    std::vector<Fault> takeFaults(unsigned count);

    const std::string m_directory;
    const std::string m_readerSocket;
    Random& m_random;
    const Log& m_log;
    mutable std::mutex m_mutex;
    std::unique_ptr<Insertion> m_insertion;
    std::string m_name;
    unsigned m_generation = 0;  // counts insertions

    std::mutex m_faultMutex;  // taken by the insertion's thread, never together with m_mutex
    std::vector<Fault> m_faults;
    // A fault pulled out the card of this generation; the name is what comes instead, or empty.
    std::optional<std::pair<unsigned, std::string>> m_left;
    std::condition_variable_any m_leftByFault;
    std::jthread m_follower;  // an insertion can't end itself from its own thread
};

}  // namespace tappay::simulator
