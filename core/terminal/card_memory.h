#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <string>

#include "base/random.h"
#include "base/secret.h"
#include "emv/terminal_memory.h"

namespace tappay::terminal {

// What this terminal remembers of cards while it runs. No card number is kept: approved amounts and
// counters are found again by an HMAC under a key that ends with the program. Thread-safe.
class CardMemory final : public emv::TerminalMemory {
public:
    explicit CardMemory(Random& random);

    // SHA-256 of card numbers, hexadecimal; in the place of those before.
    void setExceptions(std::set<std::string> exceptions);

    bool isOnExceptionFile(ByteView pan, std::string_view panSequence) override;
    std::int64_t recentAmount(ByteView pan) override;
    Seen see(ByteView pan, std::string_view panSequence, std::uint16_t atc,
             ByteView unpredictableNumber) override;

    // What approved() wants to know the card by; empty without a card number.
    [[nodiscard]] std::string nameOf(ByteView pan) const;
    // Another batch begins with nothing remembered.
    void approved(const std::string& name, std::int64_t minor, const std::string& batch);

private:
    SecretBytes m_key;
    std::mutex m_mutex;
    std::set<std::string> m_exceptions;
    std::string m_batch;
    std::map<std::string, std::int64_t> m_approved;
    std::map<std::string, std::uint16_t> m_counters;  // the highest seen, by card
    std::deque<Bytes> m_numbers;                      // the terminal's newest
};

}  // namespace tappay::terminal
