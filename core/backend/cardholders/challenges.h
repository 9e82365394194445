#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "base/clock.h"
#include "base/random.h"
#include "protocol/cardholder.h"

namespace tappay::backend {

// What a card has to answer to: each is good for one terminal, once, and two minutes. A terminal
// has one at a time; none outlives the program. Thread-safe.
class Challenges {
public:
    struct Challenge {
        Bytes octets;
        std::chrono::system_clock::time_point expires;
    };
    Challenges(const Clock& clock, Random& random) : m_clock(clock), m_random(random) {}

    Challenge make(const std::string& keyId);
    // Whether the terminal has this one and may use it; it can't any more then.
    bool take(const std::string& keyId, ByteView challenge);

private:
    const Clock& m_clock;
    Random& m_random;
    std::mutex m_mutex;
    std::map<std::string, Challenge> m_waiting;  // by key id
};

}  // namespace tappay::backend
