#include "backend/cardholders/challenges.h"

namespace tappay::backend {

namespace {

constexpr std::chrono::minutes kLife{2};

}  // namespace

Challenges::Challenge Challenges::make(const std::string& keyId) {
    const auto now = std::chrono::floor<std::chrono::milliseconds>(m_clock.now());
    Challenge challenge{Bytes(protocol::kCardholderChallenge), now + kLife};
    m_random.fill(challenge.octets);
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_waiting, [&](const auto& waiting) { return waiting.second.expires <= now; });
    m_waiting[keyId] = challenge;
    return challenge;
}

bool Challenges::take(const std::string& keyId, ByteView challenge) {
    const std::scoped_lock lock(m_mutex);
    const auto found = m_waiting.find(keyId);
    if (found == m_waiting.end() || !equalConstantTime(found->second.octets, challenge))
        return false;
    const bool good = found->second.expires > m_clock.now();
    m_waiting.erase(found);
    return good;
}

}  // namespace tappay::backend
