#include "terminal/confirm/pairing_steps.h"

#include "protocol/time.h"
#include "terminal/confirm/holder_questions.h"

namespace tappay::terminal {

using protocol::PairingState;
using protocol::PairingWish;

void PairingSteps::prepare(protocol::HolderKind holder, const std::string& id) {
    m_holder = holder;
    m_secret = SecretBytes(protocol::kPairingSecret);
    m_random.fill(m_secret.writable());
    m_acceptSent = false;
    m_transcript = {};
    m_transcript.pairing = id;
    m_view.emplace();
    m_view->id = id;
}

Result<void> PairingSteps::offer(const link::TerminalIdentity& identity, const Deadline& deadline) {
    if (!isOpen()) return fail(FailureCode::TooLate, "no pairing is open");
    const auto told = [&]() -> Result<protocol::Pairing> {
        TAPPAY_TRY(key, m_tools.chip.identity());
        m_transcript.terminalHash = protocol::keyHash(key);
        protocol::PairingOffer offer;
        offer.pairing = m_view->id;
        offer.holder = m_holder;
        return offerPairing(m_tools, identity, std::move(offer), deadline);
    }();
    if (told) return take(identity, *told);
    end(PairingStage::Refused);
    return std::unexpected(told.error());
}

Result<void> PairingSteps::look(const link::TerminalIdentity& identity, const Deadline& deadline) {
    if (!isOpen()) return {};
    TAPPAY_TRY(told, ask(identity, PairingWish::Show, {}, deadline));
    return take(identity, told);
}

Result<protocol::Pairing> PairingSteps::ask(const link::TerminalIdentity& identity,
                                            PairingWish wish, Bytes proof,
                                            const Deadline& deadline) {
    protocol::PairingQuestion question;
    question.pairing = m_view->id;
    question.wish = wish;
    question.proof = std::move(proof);
    return askAboutPairing(m_tools, identity, std::move(question), deadline);
}

Result<void> PairingSteps::take(const link::TerminalIdentity& identity,
                                const protocol::Pairing& told) {
    if (!isOpen() || told.pairing != m_view->id) return {};  // of an earlier one
    if (told.terminalId != identity.terminalId || told.holder != m_holder)
        return fail(FailureCode::HostAnswerInvalid, "a pairing of another one");
    switch (told.state) {
        case PairingState::Offered:
            return m_view->stage == PairingStage::Offering ? offered(identity, told)
                                                           : Result<void>();
        case PairingState::Answered:
            return answered(told);
        case PairingState::Accepted:
        case PairingState::Refused:
        case PairingState::Expired:
            break;
    }
    return ended(told);
}

Result<void> PairingSteps::offered(const link::TerminalIdentity& identity,
                                   const protocol::Pairing& told) {
    TAPPAY_TRY(at, terminal::answered(protocol::parseTime(told.time)));
    TAPPAY_TRY(until, terminal::answered(protocol::parseTime(told.expires)));
    // The back end's clock and this one may differ.
    m_until = m_tools.clock.monotonic() + (until - at);
    m_view->expires = protocol::formatTime(m_tools.clock.now() + (until - at));
    m_view->invitation = std::make_shared<const SecretBytes>(protocol::encodeInvitation(
        {m_backEnd, m_view->id, m_secret.clone(), m_transcript.terminalHash,
         protocol::keyHash(identity.answersBy)}));
    m_view->stage = PairingStage::Offered;
    return {};
}

// Nothing that the back end says of the phone is shown before the phone has proven it.
Result<void> PairingSteps::answered(const protocol::Pairing& told) {
    if (m_view->stage >= PairingStage::Answered) return {};
    m_transcript.phone = told.key;
    m_transcript.name = told.name;
    TAPPAY_TRY(proof, protocol::phoneProof(m_secret.view(), m_transcript));
    if (!equalConstantTime(proof, told.proof)) {
        end(PairingStage::Refused);
        return fail(FailureCode::KeyRejected, "the phone does not know the secret");
    }
    TAPPAY_TRY(code, protocol::pairingCode(m_secret.view(), m_transcript));
    m_view->invitation.reset();
    m_view->code = std::move(code);
    m_view->name = told.name;
    m_view->stage = PairingStage::Answered;
    return {};
}

Result<void> PairingSteps::ended(const protocol::Pairing& told) {
    if (told.state != PairingState::Accepted) {
        end(told.state == PairingState::Refused ? PairingStage::Refused : PairingStage::Expired);
        return {};
    }
    if (!m_acceptSent || told.key != m_transcript.phone || told.name != m_transcript.name)
        return fail(FailureCode::HostAnswerInvalid, "nobody here has accepted this phone");
    end(PairingStage::Accepted);
    return {};
}

Result<void> PairingSteps::accept(const link::TerminalIdentity& identity,
                                  const Deadline& deadline) {
    if (!m_view || m_view->stage != PairingStage::Answered)
        return fail(FailureCode::TooLate, "no phone waits to be accepted");
    TAPPAY_TRY(proof, protocol::computerProof(m_secret.view(), m_transcript));
    m_acceptSent = true;
    TAPPAY_TRY(told, ask(identity, PairingWish::Accept, std::move(proof), deadline));
    return take(identity, told);
}

bool PairingSteps::giveUp() {
    if (m_acceptSent) return !isOpen();
    if (isOpen()) end(PairingStage::Refused);
    return true;
}

Result<void> PairingSteps::refuse(const link::TerminalIdentity& identity,
                                  const Deadline& deadline) {
    if (!m_view) return {};
    TAPPAY_TRY(told, ask(identity, PairingWish::Refuse, {}, deadline));
    return take(identity, told);
}

void PairingSteps::lapse() {
    // Whether an agreement has come in time, the back end knows.
    if (!isOpen() || m_acceptSent || m_view->stage == PairingStage::Offering) return;
    if (m_tools.clock.monotonic() >= m_until) end(PairingStage::Expired);
}

void PairingSteps::end(PairingStage stage) {
    m_secret.clear();
    if (!m_view) return;
    m_view->stage = stage;
    m_view->invitation.reset();
}

}  // namespace tappay::terminal
