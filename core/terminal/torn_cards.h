#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "emv/kernel.h"

namespace tappay::terminal {

// What the kernel knows of cards that left while they may have paid, by payment. In memory only:
// it ends with the program, and then the card can't be asked any more. Thread-safe.
class TornCards {
public:
    using Torn = std::shared_ptr<const emv::contactless::Torn>;

    void keep(const std::string& id, Torn torn) {
        const std::lock_guard lock(m_mutex);
        m_torn[id] = std::move(torn);
    }
    [[nodiscard]] Torn find(const std::string& id) const {
        const std::lock_guard lock(m_mutex);
        const auto found = m_torn.find(id);
        return found == m_torn.end() ? nullptr : found->second;
    }
    void forget(const std::string& id) {
        const std::lock_guard lock(m_mutex);
        m_torn.erase(id);
    }

private:
    mutable std::mutex m_mutex;
    std::map<std::string, Torn> m_torn;
};

}  // namespace tappay::terminal
