#include "backend/answers.h"

#include <cstdio>

#include "crypto/jose.h"
#include "protocol/time.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kKeyId = "back-end";

protocol::PaymentAnswer answerOf(const Payment& payment) {
    using protocol::PaymentState;
    protocol::PaymentAnswer answer;
    answer.key = payment.key;
    answer.terminalId = payment.terminalId;
    // An undo that was accepted is not taken back, though the network's answer is still awaited.
    answer.state = payment.state == PaymentState::Pending && payment.undoWanted
                       ? PaymentState::Undoing
                       : payment.state;
    answer.amount = payment.amount;
    answer.responseCode = payment.responseCode;
    answer.authCode = payment.authCode;
    answer.reference = payment.reference;
    if (payment.stan != 0) {
        answer.stan = sixDigits(payment.stan);
        answer.batch = sixDigits(payment.batch);
    }
    answer.time = protocol::formatTime(
        std::chrono::system_clock::time_point(std::chrono::milliseconds(payment.answered)));
    answer.acquirerId = payment.acquirerId;
    answer.issuerName = payment.issuerName;
    answer.icc = payment.icc;
    return answer;
}

}  // namespace

std::string sixDigits(std::uint32_t number) {
    char text[16];
    std::snprintf(text, sizeof text, "%06u", number);
    return text;
}

std::int64_t milliseconds(std::chrono::system_clock::time_point at) {
    return std::chrono::floor<std::chrono::milliseconds>(at).time_since_epoch().count();
}

Answers::Answers(const crypto::EcPrivateKey& key)
    : m_signer{std::string(kKeyId), [&key](ByteView message) { return key.signEcdsa(message); }} {}

Result<std::string> Answers::sign(const Payment& payment) const {
    return protocol::sign(answerOf(payment), m_signer);
}

Result<std::string> Answers::sign(const std::string& message) const {
    return crypto::jwsSign(m_signer.kid, asBytes(message), m_signer.sign);
}

Result<void> Answers::refresh(Payment& payment) const {
    TAPPAY_TRY(answer, sign(payment));
    payment.answer = std::move(answer);
    return {};
}

Result<std::string> Answers::signStatus(const protocol::StatusQuestion& question,
                                        const std::optional<Payment>& payment, bool captured,
                                        const Clock& clock) const {
    protocol::PaymentAnswer answer;
    if (payment) {
        answer = answerOf(*payment);
    } else {
        answer.key = question.key;
        answer.terminalId = question.terminalId;
        answer.time = protocol::formatTime(clock.now());
    }
    answer.asked = question.time;
    answer.captured = captured;
    return protocol::sign(answer, m_signer);
}

}  // namespace tappay::backend
