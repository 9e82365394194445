#include "terminal/card_memory.h"

#include "crypto/hash.h"
#include "crypto/mac.h"

namespace tappay::terminal {

namespace {
constexpr std::size_t kKeyLength = 32;
}

CardMemory::CardMemory(std::set<std::string> exceptions, Random& random)
    : m_exceptions(std::move(exceptions)), m_key(kKeyLength) {
    random.fill(m_key.writable());
}

bool CardMemory::isOnExceptionFile(ByteView pan, std::string_view) {
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

void CardMemory::approved(const std::string& name, std::int64_t minor, const std::string& batch) {
    if (name.empty()) return;
    const std::lock_guard lock(m_mutex);
    if (m_batch != batch) m_approved.clear();
    m_batch = batch;
    m_approved[name] += minor;
}

}  // namespace tappay::terminal
