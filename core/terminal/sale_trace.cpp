#include "terminal/sale_trace.h"

#include "emv/trace/recorder.h"

namespace tappay::terminal {

emv::Outcome SaleTrace::run(const emv::Surroundings& around, const emv::Transaction& transaction,
                            emv::CardInterface interface, const Kernel& kernel) {
    if (!m_wanted) return kernel(around);
    emv::trace::Recorder recorder(around, transaction, interface);
    const auto outcome = kernel(recorder.surroundings());
    recorder.ended(outcome);
    m_text += recorder.text();
    return outcome;
}

void SaleTrace::keep() {
    if (m_text.empty()) return;
    m_payments.keepTrace(m_id, m_payments.trace(m_id).value_or(std::string()) + m_text);
    m_text.clear();
}

}  // namespace tappay::terminal
