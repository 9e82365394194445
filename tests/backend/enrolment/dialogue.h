#pragma once

#include <optional>

#include "backend/enrolment/newcomer.h"
#include "backend/support/https_client.h"
#include "protocol/envelope.h"

namespace tappay::test {

// What a machine on its way to become a terminal asks a back end, and what it believes of the
// answers.
class Dialogue {
public:
    virtual ~Dialogue() = default;

    // Over whatever leads to the back end; nothing when there is no reply.
    virtual std::optional<Reply> say(const char* target, const std::string& body) = 0;
    [[nodiscard]] virtual crypto::EcPublicKey answerKey() const = 0;

    // The payload of the answer, whose signature is that of `signer`; else the back end's failure.
    Result<std::string> post(const char* target, const std::string& body,
                             const crypto::EcPublicKey& signer);
    template <typename Decode>
    auto ask(const char* target, const std::string& body, const crypto::EcPublicKey& signer,
             Decode decode) -> decltype(decode(std::string_view())) {
        TAPPAY_TRY(payload, post(target, body, signer));
        return decode(payload);
    }

    Result<protocol::EnrolmentChallenge> begin(const Newcomer& machine,
                                               const protocol::EnrolmentRequest& request);
    Result<protocol::Enrolled> prove(const Newcomer& machine,
                                     const protocol::EnrolmentProof& proof);
    // Both, with the operator's code.
    Result<void> enrol(Newcomer& machine, const std::string& code);

    Result<protocol::KeyOffer> hello(const Newcomer& terminal, const std::string& body);
    Result<protocol::KeyDelivery> request(const Newcomer& terminal, const std::string& body);
    Result<protocol::KeyAcknowledged> receipt(const Newcomer& terminal, const std::string& body);
    // Hello and request.
    Result<protocol::KeyDelivery> deliver(const Newcomer& terminal);

    Result<protocol::SignedOn> signOn(const Newcomer& terminal, std::uint32_t version);
    Result<protocol::SignedOn> signOn(const std::string& body);

protected:
    crypto::EcPrivateKey m_agreement = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    int m_status = 0;      // of the last answer
    std::string m_answer;  // the last one with status 200
};

}  // namespace tappay::test
