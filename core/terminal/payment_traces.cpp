#include "terminal/payments.h"

// What is kept beside the payments to explain them.
namespace tappay::terminal {

void Payments::keepTrace(const std::string& id, std::string_view text) {
    const std::lock_guard lock(m_mutex);
    if (const auto kept = m_journal.keepTrace(id, text); !kept)
        m_log.failure("trace", kept.error());
}

Result<std::string> Payments::trace(const std::string& id) const {
    const std::lock_guard lock(m_mutex);
    TAPPAY_TRY(kept, m_journal.trace(id));
    if (!kept) return fail(FailureCode::NotFound, "no trace of such a payment");
    return std::move(*kept);
}

}  // namespace tappay::terminal
