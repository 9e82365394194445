#pragma once

#include "backend/confirm/confirm_config.h"
#include "backend/confirm/pairing_records.h"
#include "backend/confirm/turn.h"
#include "crypto/ec.h"

namespace tappay::backend {

// How a phone comes to be a holder's: docs/protocol.md, "Pairing". What is proved there only the
// two sides can check; the back end carries it. Inside a turn.
class Pairings {
public:
    Pairings(const ConfirmConfig& config, crypto::EcPublicKey answerKey, const Clock& clock,
             Random& random)
        : m_config(config), m_answerKey(std::move(answerKey)), m_clock(clock), m_random(random) {}

    // CardholderUnknown; KeyReused for another terminal's pairing; Busy when too many are open.
    Result<std::string> offer(Turn& turn, const EnrolledTerminal& from,
                              const protocol::PairingOffer& offer) const;
    // NotFound; KeyRejected when another phone has answered. What is over stays as it is.
    Result<std::string> answer(Turn& turn, const protocol::PairingAnswer& answer) const;
    Result<std::string> look(Turn& turn, const protocol::PairingLook& look) const;
    // NotFound also for another terminal's. TooLate to accept what was not answered; Busy when the
    // holder has too many phones.
    Result<std::string> ask(Turn& turn, const EnrolledTerminal& from,
                            const protocol::PairingQuestion& question) const;

    // As messages have it.
    [[nodiscard]] protocol::Pairing show(const PairingRow& pairing, std::int64_t now) const;
    // Ends those whose time is over.
    Result<void> lapse(Turn& turn) const;

private:
    Result<PairingRow> current(Turn& turn, const std::string& id) const;
    Result<void> accept(Turn& turn, PairingRow& pairing, const Bytes& proof) const;
    Result<void> change(Turn& turn, const PairingRow& pairing) const;
    [[nodiscard]] std::string say(const Turn& turn, const PairingRow& pairing,
                                  const std::string& asked) const;

    const ConfirmConfig& m_config;
    crypto::EcPublicKey m_answerKey;
    const Clock& m_clock;
    Random& m_random;
};

}  // namespace tappay::backend
