#pragma once

#include <string>

#include "emv/interfaces.h"
#include "terminal/card_memory.h"
#include "terminal/checkout.h"
#include "terminal/payments.h"
#include "terminal/pin_pad.h"

namespace tappay::terminal {

// The kernel's way to the issuer, for one payment. Each step is in the journal before the next one
// begins; nothing is sent for a payment that a person has cancelled.
class Authorisation final : public emv::Host {
public:
    struct Parts {
        const Config& config;
        World& world;
        Payments& payments;
        PinPad& pinPad;
        const CardMemory& memory;
        std::stop_token shutdown;      // the only thing that ends the wait early
        Purchase* purchase = nullptr;  // of an order
    };
    Authorisation(std::string id, Parts parts) : m_id(std::move(id)), m_parts(parts) {}

    Result<emv::HostAnswer> authorise(emv::HostRequest request) override;
    Result<void> expectOfflineApproval() override;
    Result<void> keepOfflineApproval(emv::HostRequest request) override;

    // What the memory knows the card by that approval was asked for.
    [[nodiscard]] const std::string& cardName() const { return m_cardName; }

private:
    Result<protocol::AuthorisationRequest> compose(emv::HostRequest& request, SignOn& signOn) const;
    Result<protocol::PaymentAnswer> send(const protocol::AuthorisationRequest& request,
                                         SignOn& signOn) const;
    [[nodiscard]] bool surelyNotRun(const Failure& failure) const;
    Result<emv::HostAnswer> noAnswer(const Failure& failure);
    Result<emv::HostAnswer> judge(const protocol::AuthorisationRequest& request,
                                  const protocol::PaymentAnswer& answer);
    Result<emv::HostAnswer> decided(Event event, const protocol::PaymentAnswer& answer);

    std::string m_id;
    Parts m_parts;
    std::string m_cardName;
};

// Copies what the back end said into the record.
void takeAnswer(Record& record, const protocol::PaymentAnswer& answer);

}  // namespace tappay::terminal
