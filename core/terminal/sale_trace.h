#pragma once

#include <functional>
#include <string>

#include "emv/kernel.h"
#include "terminal/payments.h"

namespace tappay::terminal {

// Writes down what happens between the kernel and its surroundings in one sale, which may need
// several runs.
class SaleTrace {
public:
    // Not `wanted`: the kernel runs without it.
    SaleTrace(std::string id, Payments& payments, bool wanted)
        : m_id(std::move(id)), m_payments(payments), m_wanted(wanted) {}

    using Kernel = std::function<emv::Outcome(const emv::Surroundings& around)>;
    emv::Outcome run(const emv::Surroundings& around, const emv::Transaction& transaction,
                     emv::CardInterface interface, const Kernel& kernel);
    // After the payment itself has been written down: it does not wait for this. What an earlier
    // part of the same sale left is kept as well.
    void keep();

private:
    std::string m_id;
    Payments& m_payments;
    bool m_wanted;
    std::string m_text;
};

}  // namespace tappay::terminal
