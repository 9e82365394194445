#pragma once

#include <functional>
#include <memory>

#include "companion/phone_store.h"
#include "crypto/jose.h"
#include "link/http_session.h"

namespace tappay::companion {

// The way to a back end (host:port), which outlives nobody that asks over it.
using SessionMaker =
    std::function<Result<std::unique_ptr<link::HttpSession>>(const std::string& backEnd)>;

// Sends a signed body. Of a refusal the failure that the back end names; HostUnreachable,
// HostTimeout (nobody knows what became of it), HostAnswerInvalid.
Result<std::string> post(link::HttpSession& session, const std::string& path,
                         const std::string& body, const Deadline& deadline);

// Whether the phone confirms nothing any more.
bool isStanding(FailureCode failure);

// What decoding says of an answer is the back end's fault, not the person's.
template <typename T>
Result<T> answered(Result<T> decoded) {
    if (!decoded) return fail(FailureCode::HostAnswerInvalid, decoded.error().detail);
    return decoded;
}

// What a paired phone says, and what it believes of the answers: those that the back end's answer
// key has signed for this phone and for this very question. From any thread.
class PhoneCaller {
public:
    // All outlive this. CryptoFailed for a key that is none.
    static Result<std::unique_ptr<PhoneCaller>> create(PairedPhone phone, crypto::EcPrivateKey key,
                                                       link::HttpSession& session,
                                                       PhoneStore& store, const Clock& clock);

    [[nodiscard]] const PairedPhone& phone() const { return m_phone; }
    [[nodiscard]] const crypto::EcPrivateKey& key() const { return m_key; }

    // `make(sender)` is the message, `decode(json)` its answer, `addressee(answer)` who the answer
    // says it is for.
    template <typename Make, typename Decode, typename Addressee>
    auto ask(const std::string& path, Make make, Decode decode, Addressee addressee,
             const Deadline& deadline) -> decltype(decode(std::string_view())) {
        TAPPAY_TRY(from, sender());
        TAPPAY_TRY(payload, exchange(path, encode(make(from)), deadline));
        TAPPAY_TRY(answer, answered(decode(payload)));
        if (answer.asked != from.time || addressee(answer) != m_phone.phone)
            return fail(FailureCode::HostAnswerInvalid, "the answer is to another question");
        return answer;
    }

private:
    PhoneCaller(PairedPhone phone, crypto::EcPrivateKey key, crypto::EcVerifier verifier,
                link::HttpSession& session, PhoneStore& store, const Clock& clock);
    Result<protocol::PhoneSender> sender();
    // The payload of the answer.
    Result<std::string> exchange(const std::string& path, const std::string& message,
                                 const Deadline& deadline) const;

    PairedPhone m_phone;
    crypto::EcPrivateKey m_key;
    crypto::EcVerifier m_verifier;
    link::HttpSession& m_session;
    PhoneStore& m_store;
    const Clock& m_clock;
    std::mutex m_mutex;
    std::chrono::system_clock::time_point m_last;  // no two questions have the same time
};

}  // namespace tappay::companion
