#include "backend/keys/network_keys.h"

#include <algorithm>

namespace tappay::backend::keys {

NetworkKeys::NetworkKeys(KeyModule& module, MacProfile profile, NetworkKeySet agreed)
    : m_module(module),
      m_profile(profile),
      m_agreed(std::make_shared<const NetworkKeySet>(std::move(agreed))) {}

Result<void> NetworkKeys::load(KeyStore& store) {
    TAPPAY_TRY(all, store.workingKeys());
    for (const auto& [terminalId, keys] : all) {
        const auto mac = std::ranges::find(keys, KeyPurpose::NetworkMac, &KeyHandle::purpose);
        const auto pin = std::ranges::find(keys, KeyPurpose::NetworkPin, &KeyHandle::purpose);
        if (mac == keys.end() || pin == keys.end()) continue;
        replace(terminalId, {*mac, *pin});
    }
    return {};
}

void NetworkKeys::replace(const std::string& terminalId, NetworkKeySet keys) {
    auto now = std::make_shared<const NetworkKeySet>(std::move(keys));
    const std::scoped_lock lock(m_mutex);
    m_keys.insert_or_assign(terminalId, std::move(now));
}

void NetworkKeys::forget(const std::string& terminalId) {
    const std::scoped_lock lock(m_mutex);
    m_keys.erase(terminalId);
}

NetworkKeys::Keys NetworkKeys::of(const std::string& terminalId) const {
    const std::scoped_lock lock(m_mutex);
    const auto found = m_keys.find(terminalId);
    return found == m_keys.end() ? m_agreed : found->second;
}

Result<Bytes> NetworkKeys::mac(const NetworkKeySet& keys, ByteView data) const {
    return m_module.mac(keys.mac, m_profile, data);
}

Result<KeyHandle> NetworkKeys::pinKeyOf(const std::string& terminalId) const {
    const auto keys = of(terminalId);
    if (!keys->pin) return fail(FailureCode::InputMalformed, "there is no PIN key of the network");
    return *keys->pin;
}

Result<Bytes> NetworkKeys::translatePin(const std::string& terminalId, const KeyHandle& from,
                                        ByteView block, ByteView pan) const {
    TAPPAY_TRY(to, pinKeyOf(terminalId));
    return m_module.translatePin(from, to, block, pan);
}

Result<Bytes> NetworkKeys::translatePin(const std::string& terminalId, const DukptKey& from,
                                        ByteView block, ByteView pan) const {
    TAPPAY_TRY(to, pinKeyOf(terminalId));
    return m_module.translatePin(from, to, block, pan);
}

}  // namespace tappay::backend::keys
