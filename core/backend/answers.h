#pragma once

#include <functional>
#include <string>

#include "backend/payment.h"
#include "base/clock.h"
#include "crypto/ec.h"
#include "protocol/envelope.h"

namespace tappay::backend {

// Milliseconds since 1970, as the records hold times.
std::int64_t milliseconds(std::chrono::system_clock::time_point at);
// Trace and batch numbers, as messages have them.
std::string sixDigits(std::uint32_t number);

// Puts the back end's signature under what the records say.
class Answers {
public:
    explicit Answers(const crypto::EcPrivateKey& key);

    // For the payment's state; kept with the payment, so that a repetition gets the same octets.
    [[nodiscard]] Result<std::string> sign(const Payment& payment) const;
    // Signs and stores the answer in the payment.
    Result<void> refresh(Payment& payment) const;
    // To a status question; fresh each time, because it repeats the question's time. `captured`: it
    // has paid its order.
    [[nodiscard]] Result<std::string> signStatus(const protocol::StatusQuestion& question,
                                                 const std::optional<Payment>& payment,
                                                 bool captured, const Clock& clock) const;

    // Any other message, as JSON.
    [[nodiscard]] Result<std::string> sign(const std::string& message) const;

private:
    protocol::Signer m_signer;
};

}  // namespace tappay::backend
