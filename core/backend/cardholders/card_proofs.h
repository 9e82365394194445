#pragma once

#include "backend/cardholders/cardholder_accounts.h"
#include "backend/cardholders/challenges.h"
#include "backend/network_link.h"
#include "backend/unsealing/unsealing.h"
#include "protocol/cardholder.h"

namespace tappay::backend {

// What the issuer has said to a card that was proven.
struct IssuerWord {
    std::string responseCode;
    Bytes icc;  // for the card
};

// Has a card confirmed that was held to a terminal's reader: it has answered to the challenge, and
// its issuer finds its cryptogram genuine (0200, an inquiry, which moves no money and is never
// reversed).
class CardProofs {
public:
    struct Proven {
        ProvenCard card;
        IssuerWord issuer;
    };
    // On any thread. CardNotProven; what Unsealing says; HostUnreachable, HostTimeout,
    // HostAnswerInvalid when the issuer could not be asked.
    using Done = std::move_only_function<void(Result<Proven>)>;

    CardProofs(const NetworkConfig& network, Challenges& challenges, Unsealing& unsealing,
               GroupCommit& records, NetworkLink& link, const CardVault& vault, bool keepsCards)
        : m_config(network),
          m_challenges(challenges),
          m_unsealing(unsealing),
          m_records(records),
          m_link(link),
          m_vault(vault),
          m_keepsCards(keepsCards) {}

    void prove(const EnrolledTerminal& from, protocol::CardProof proof, Done done);

private:
    struct Run;
    using RunPtr = std::shared_ptr<Run>;
    Result<void> take(Run& run, OpenedAuthorisation opened) const;
    void askIssuer(const RunPtr& run);
    void send(const RunPtr& run);

    const NetworkConfig& m_config;
    Challenges& m_challenges;
    Unsealing& m_unsealing;
    GroupCommit& m_records;
    NetworkLink& m_link;
    const CardVault& m_vault;
    const bool m_keepsCards;  // for payments without the card
};

}  // namespace tappay::backend
