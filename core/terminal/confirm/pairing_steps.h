#pragma once

#include "base/random.h"
#include "protocol/pairing.h"
#include "protocol/pairing_proof.h"
#include "terminal/onboarding/questions.h"
#include "terminal/phones.h"

namespace tappay::terminal {

// Pairs one phone after the other, step by step: docs/protocol.md, "Phones". The secret is in
// memory alone and gone with the end of its pairing. Has no thread; one thread at a time.
class PairingSteps {
public:
    // `backEnd`: host:port, where phones reach it. References outlive this.
    PairingSteps(OnboardingTools tools, Random& random, std::string backEnd)
        : m_tools(tools), m_random(random), m_backEnd(std::move(backEnd)) {}

    // A new one with this id (UUIDv7), and a secret of its own.
    void prepare(protocol::HolderKind holder, const std::string& id);
    // Tells the back end of it; then the phone may read the code.
    Result<void> offer(const link::TerminalIdentity& identity, const Deadline& deadline);
    // Asks what has become of it.
    Result<void> look(const link::TerminalIdentity& identity, const Deadline& deadline);
    // What the back end tells, by itself or asked. KeyRejected when the phone that has answered
    // does not know the secret: the pairing has ended then.
    Result<void> take(const link::TerminalIdentity& identity, const protocol::Pairing& told);
    // The person agrees. Once this has begun, what has become of it the back end knows.
    Result<void> accept(const link::TerminalIdentity& identity, const Deadline& deadline);
    // The person doesn't, or has gone: it ends here at once. False when an agreement was sent
    // before, and the back end has to decide.
    bool giveUp();
    // Tells the back end so.
    Result<void> refuse(const link::TerminalIdentity& identity, const Deadline& deadline);
    // Ends one whose time is over.
    void lapse();
    void close() { m_view.reset(); }

    [[nodiscard]] const std::optional<PairingView>& view() const { return m_view; }
    [[nodiscard]] protocol::HolderKind holder() const { return m_holder; }
    [[nodiscard]] bool isOpen() const { return m_view && !isEnd(m_view->stage); }

private:
    Result<void> offered(const link::TerminalIdentity& identity, const protocol::Pairing& told);
    Result<void> answered(const protocol::Pairing& told);
    Result<void> ended(const protocol::Pairing& told);
    void end(PairingStage stage);
    Result<protocol::Pairing> ask(const link::TerminalIdentity& identity,
                                  protocol::PairingWish wish, Bytes proof,
                                  const Deadline& deadline);

    OnboardingTools m_tools;
    Random& m_random;
    std::string m_backEnd;
    std::optional<PairingView> m_view;
    protocol::HolderKind m_holder = protocol::HolderKind::Cardholder;
    SecretBytes m_secret;
    protocol::PairingTranscript m_transcript;
    std::chrono::steady_clock::time_point m_until;
    bool m_acceptSent = false;
};

}  // namespace tappay::terminal
