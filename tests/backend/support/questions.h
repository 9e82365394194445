#pragma once

#include "backend/support/https_client.h"
#include "backend/support/installation.h"
#include "protocol/envelope.h"

namespace tappay::test {

// What a terminal asks; free to be spoiled before it is signed.
class Questions {
public:
    static constexpr const char* kPan = "6228480012345678901";

    explicit Questions(const Installation& installation);

    [[nodiscard]] protocol::AuthorisationRequest authorisation(const std::string& key,
                                                               const std::string& amount) const;
    [[nodiscard]] std::string sign(const protocol::AuthorisationRequest& request) const;
    // Of a tapped card that approved by itself.
    [[nodiscard]] protocol::AdviceRequest advice(const std::string& key,
                                                 const std::string& amount = "12.34") const;
    [[nodiscard]] std::string sign(const protocol::AdviceRequest& request) const;
    [[nodiscard]] std::string undo(
        const std::string& key, protocol::UndoReason reason = protocol::UndoReason::NoAnswer) const;
    // The value of the Authorization header.
    [[nodiscard]] std::string status(const std::string& key) const;
    [[nodiscard]] protocol::Signer signer() const;
    static std::string newKey();
    static std::string now();

    // The back end's answer, its signature checked.
    [[nodiscard]] Result<protocol::PaymentAnswer> open(const std::optional<Reply>& reply) const;

private:
    const Installation& m_installation;
};

}  // namespace tappay::test
