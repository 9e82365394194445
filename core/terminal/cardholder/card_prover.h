#pragma once

#include <optional>

#include "emv/contactless/kernel.h"
#include "terminal/cardholder.h"
#include "terminal/cardholder/account_questions.h"
#include "terminal/terminal.h"

namespace tappay::terminal {

// Holds one card to its issuer: an inquiry over nothing at all, with the unpredictable number that
// the back end's challenge asks for. No PIN is asked for, the card never approves by itself, and
// nothing is charged.
class CardProver final : public emv::Cardholder, public emv::Host {
public:
    using Tell = std::function<void(CardProofStage)>;
    // `tell` is called on the thread of prove(). References outlive this.
    CardProver(World& world, const Parameters& parameters, link::TerminalIdentity identity,
               Bytes challenge, Tell tell, std::stop_token stop);

    // Waits for a card. CardTimeout, Cancelled; why the card could not be used; what the back end
    // says: CardNotProven, PermissionDenied, ...
    Result<protocol::CardholderFacts> prove(std::chrono::milliseconds wait);

    // Of the last card, while it has not left its reader.
    [[nodiscard]] std::optional<card::CardPlace> cardLeftIn() const;

    void progress(emv::Step step) override;
    Result<std::size_t> chooseApplication(std::span<const emv::ApplicationChoice> choices) override;
    void applicationNotAccepted() override {}
    Result<emv::PinEntry> enterOnlinePin(const emv::PinRequest& request) override;
    Result<emv::OfflinePin> enterOfflinePin(const emv::PinRequest& request) override;
    void pinOnReader(const emv::PinRequest&) override {}

    Result<emv::HostAnswer> authorise(emv::HostRequest request) override;
    Result<void> expectOfflineApproval() override;
    Result<void> keepOfflineApproval(emv::HostRequest request) override;

private:
    Result<std::unique_ptr<apdu::Card>> find(const Deadline& deadline);
    emv::Outcome run(apdu::Card& card);
    // Whether another try with the same or another card may help.
    bool again(const emv::Outcome& outcome, const Deadline& deadline);
    Result<protocol::CardholderAnswer> ask(emv::HostRequest request);

    World& m_world;
    emv::Parameters m_parameters;
    link::TerminalIdentity m_identity;
    Bytes m_challenge;
    Tell m_tell;
    std::stop_token m_stop;
    emv::Transaction m_transaction;
    std::vector<emv::contactless::Combination> m_tappable;
    card::WantedCards m_wanted;
    std::optional<card::CardPlace> m_place;
    std::optional<Result<protocol::CardholderAnswer>> m_answer;
};

}  // namespace tappay::terminal
