#include "terminal/card_memory.h"

#include <algorithm>

#include "crypto/hash.h"
#include "crypto/mac.h"

namespace tappay::terminal {

namespace {
constexpr std::size_t kKeyLength = 32;
// Enough that a generator which repeats itself shows, and so few that chance does not: once in
// eight million payments.
constexpr std::size_t kNumbersKept = 512;
}  // namespace

CardMemory::CardMemory(Random& random) : m_key(kKeyLength) {
    random.fill(m_key.writable());
}

void CardMemory::setExceptions(std::set<std::string> exceptions) {
    const std::lock_guard lock(m_mutex);
    m_exceptions = std::move(exceptions);
}

bool CardMemory::isOnExceptionFile(ByteView pan, std::string_view) {
    const std::lock_guard lock(m_mutex);
    return m_exceptions.contains(toHex(crypto::sha256(pan)));
}

std::string CardMemory::nameOf(ByteView pan) const {
    if (pan.empty()) return {};
    return toHex(crypto::hmacSha256(m_key.view(), pan).value_or(Bytes()));
}

std::int64_t CardMemory::recentAmount(ByteView pan) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_approved.find(nameOf(pan));
    return found == m_approved.end() ? 0 : found->second;
}

// Cards of one number are told apart by their sequence; each counts for itself.
CardMemory::Seen CardMemory::see(ByteView pan, std::string_view panSequence, std::uint16_t atc,
                                 ByteView unpredictableNumber) {
    Seen seen;
    const std::lock_guard lock(m_mutex);
    if (auto card = nameOf(pan); !card.empty()) {
        const auto [highest, isNew] = m_counters.try_emplace(card.append(panSequence), atc);
        seen.counter = !isNew && atc <= highest->second;
        highest->second = std::max(highest->second, atc);
    }
    seen.number = std::ranges::any_of(m_numbers, [&](const Bytes& before) {
        return std::ranges::equal(before, unpredictableNumber);
    });
    m_numbers.emplace_back(unpredictableNumber.begin(), unpredictableNumber.end());
    if (m_numbers.size() > kNumbersKept) m_numbers.pop_front();
    return seen;
}

void CardMemory::approved(const std::string& name, std::int64_t minor, const std::string& batch) {
    if (name.empty()) return;
    const std::lock_guard lock(m_mutex);
    if (m_batch != batch) m_approved.clear();
    m_batch = batch;
    m_approved[name] += minor;
}

}  // namespace tappay::terminal
