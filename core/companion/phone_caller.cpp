#include "companion/phone_caller.h"

#include "protocol/codec.h"
#include "protocol/time.h"

namespace tappay::companion {

Result<std::string> post(link::HttpSession& session, const std::string& path,
                         const std::string& body, const Deadline& deadline) {
    auto outcome = session.call(
        {"POST", QString::fromStdString(path), QByteArray::fromStdString(body), {}}, deadline);
    using Kind = link::HttpOutcome::Kind;
    if (outcome.kind == Kind::NotSent) return fail(FailureCode::HostUnreachable, outcome.trouble);
    if (outcome.kind == Kind::NoAnswer) return fail(FailureCode::HostTimeout, outcome.trouble);
    if (outcome.status == 200) return std::move(outcome.body);
    const auto error = protocol::decodeError(outcome.body);
    const auto detail = "HTTP " + std::to_string(outcome.status) + ", " + error.detail;
    // Without words of its own, or with those of a proxy, nobody knows what became of it.
    return fail(error.code == FailureCode::Internal ? FailureCode::HostTimeout : error.code,
                detail);
}

bool isStanding(FailureCode failure) {
    return failure == FailureCode::PhoneUnknown || failure == FailureCode::PhoneRevoked ||
           failure == FailureCode::PhoneCloned;
}

PhoneCaller::PhoneCaller(PairedPhone phone, crypto::EcPrivateKey key, crypto::EcVerifier verifier,
                         link::HttpSession& session, PhoneStore& store, const Clock& clock)
    : m_phone(std::move(phone)),
      m_key(std::move(key)),
      m_verifier(std::move(verifier)),
      m_session(session),
      m_store(store),
      m_clock(clock) {}

Result<std::unique_ptr<PhoneCaller>> PhoneCaller::create(PairedPhone phone,
                                                         crypto::EcPrivateKey key,
                                                         link::HttpSession& session,
                                                         PhoneStore& store, const Clock& clock) {
    TAPPAY_TRY(verifier, crypto::EcVerifier::create(phone.answerKey));
    return std::unique_ptr<PhoneCaller>(new PhoneCaller(
        std::move(phone), std::move(key), std::move(verifier), session, store, clock));
}

Result<protocol::PhoneSender> PhoneCaller::sender() {
    TAPPAY_TRY(sequence, m_store.nextSequence());
    const std::scoped_lock lock(m_mutex);
    using std::chrono::milliseconds;
    const auto now = std::chrono::floor<milliseconds>(m_clock.now());
    m_last = std::max<std::chrono::system_clock::time_point>(now, m_last + milliseconds(1));
    return protocol::PhoneSender{m_phone.phone, sequence, protocol::formatTime(m_last)};
}

Result<std::string> PhoneCaller::exchange(const std::string& path, const std::string& message,
                                          const Deadline& deadline) const {
    TAPPAY_TRY(body, crypto::jwsSign(m_phone.phone, asBytes(message),
                                     [this](ByteView input) { return m_key.signEcdsa(input); }));
    TAPPAY_TRY(compact, post(m_session, path, body, deadline));
    TAPPAY_TRY(parts, answered(crypto::jwsParse(compact)));
    TAPPAY_TRY(payload, answered(crypto::jwsVerify(parts, m_verifier)));
    return toText(payload);
}

}  // namespace tappay::companion
