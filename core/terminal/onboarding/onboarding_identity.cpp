// Who the terminal is: what the chip and the files say of it, and how it becomes another.
#include <algorithm>

#include "terminal/onboarding/onboarding_steps.h"

namespace tappay::terminal {

namespace {

// The terminal's present keys are of no use any more: new ones have to be made.
bool endsIdentity(FailureCode code) {
    return code == FailureCode::TerminalUnknown || code == FailureCode::TerminalRevoked ||
           code == FailureCode::TerminalCloned || code == FailureCode::TerminalExpired;
}

}  // namespace

Result<void> OnboardingSteps::load() {
    TAPPAY_TRY(record, m_files.record());
    m_record = std::move(record);
    auto read = readChip();
    if (read) read = readRecord();
    // The board says so, and the chip is tried again.
    if (!read) m_parts.log.failure("onboarding", read.error());
    // An enrolment that was cut is finished first, and nobody needs a code for it.
    if (const auto proof = m_files.proof(); proof && *proof && !m_enrolment)
        step(SecurityStep::Enrolling);
    return {};
}

// The chip first: without its authority nothing can be believed.
Result<void> OnboardingSteps::readChip() {
    Result<void> read;
    if (!m_factory) {
        auto factory = m_parts.chip.factory();
        if (factory)
            m_factory = std::move(*factory);
        else
            read = std::unexpected(std::move(factory).error());
    }
    m_board.change([&](StandingBoard::Contents& board) {
        board.security.chip = {m_parts.chip.form(), m_parts.chip.description(), {}};
        if (read) return;
        board.security.chip.trouble = read.error();
        board.trouble = read.error();
    });
    return read;
}

Result<void> OnboardingSteps::readRecord() {
    if (m_enrolment) return {};
    const auto read = [&]() -> Result<Enrolment> {
        if (m_record.enrolment.empty())
            return fail(FailureCode::NotEnrolled, "this machine is no terminal yet");
        auto identity = m_parts.chip.identity();
        if (!identity && identity.error().code != FailureCode::KeyUnavailable)
            return std::unexpected(std::move(identity).error());
        auto enrolment = identity
                             ? readEnrolment(m_record.enrolment, m_factory->authority, *identity)
                             : Result<Enrolment>(std::unexpected(identity.error()));
        // Another chip, or one that was cleared: whatever the file says, it is no terminal.
        if (!enrolment) return fail(FailureCode::NotEnrolled, enrolment.error().detail);
        return enrolment;
    };
    auto enrolment = read();
    if (enrolment) return take(std::move(*enrolment));
    m_board.change([&](StandingBoard::Contents& board) { board.trouble = enrolment.error(); });
    return std::unexpected(std::move(enrolment).error());
}

// The one that the back end has signed, for this chip.
Result<void> OnboardingSteps::take(Enrolment enrolment) {
    TAPPAY_CHECK(m_parts.backEnd.identify(identityOf(enrolment)));
    m_enrolment = std::move(enrolment);
    m_parameters.reset();
    loadParameters();
    m_board.change([&](StandingBoard::Contents& board) {
        auto& security = board.security;
        board.identity = identityOf(*m_enrolment);
        security.enrolment = factsOf(*m_enrolment);
        security.masterKey.reset();
        if (m_record.inUse) security.masterKey = keyFactsOf(*m_record.inUse);
        security.keyRenewal = m_record.keyRenewal;
        security.signOn.reset();
        security.changes = m_record.changes;
        board.trouble.reset();
        if (!m_parameters)
            board.trouble = Failure{FailureCode::NotSignedOn, "there are no parameters yet"};
    });
    return {};
}

void OnboardingSteps::loadParameters() {
    auto compact = m_files.parameters();
    if (compact && compact->empty()) return;
    auto kept = compact ? readSignedParameters(std::move(*compact), *m_enrolment)
                        : Result<SignedParameters>(std::unexpected(compact.error()));
    if (!kept) return m_parts.log.failure("onboarding", kept.error());  // fetched anew
    apply(std::move(kept->parameters), m_record.parametersApplied.value_or(m_parts.clock.now()));
}

void OnboardingSteps::apply(Parameters parameters, Time at) {
    m_parameters = std::make_shared<const Parameters>(std::move(parameters));
    m_board.change([&](StandingBoard::Contents& board) {
        board.parameters = m_parameters;
        board.security.parameters =
            ParametersFacts{.version = m_parameters->version,
                            .profile = m_parameters->profile,
                            .applied = at,
                            .applications = static_cast<int>(m_parameters->kernel.aids.size()),
                            .authorityKeys = static_cast<int>(m_parameters->kernel.caKeys.size())};
        if (board.trouble && board.trouble->code == FailureCode::NotSignedOn) board.trouble.reset();
    });
}

Result<void> OnboardingSteps::enrol(const std::string& code, const std::stop_token& stop) {
    TAPPAY_CHECK(readChip());
    const auto trouble = m_board.read().trouble;
    if (m_enrolment && trouble && endsIdentity(trouble->code)) TAPPAY_CHECK(m_parts.chip.clear());
    step(SecurityStep::Enrolling);
    TAPPAY_TRY(enrolment,
               terminal::enrol(
                   tools(), *m_factory, code,
                   [&](const protocol::EnrolmentProof& proof) { return m_files.write(proof); },
                   Deadline::in(kOnboardingStepTime, stop)));
    return keepEnrolment(std::move(enrolment));
}

Result<void> OnboardingSteps::finishEnrolment(const std::stop_token& stop) {
    auto proof = m_files.proof();
    if (!proof) {
        m_parts.log.failure("onboarding", proof.error());
        return m_files.removeProof();
    }
    if (!*proof) return {};
    if (m_enrolment && m_enrolment->answer.session == (*proof)->session)
        return m_files.removeProof();
    step(SecurityStep::Enrolling);
    auto enrolment = terminal::finishEnrolment(tools(), *m_factory, std::move(**proof),
                                               Deadline::in(kOnboardingStepTime, stop));
    if (enrolment) return keepEnrolment(std::move(*enrolment));
    // The back end has not taken it and never will.
    if (enrolment.error().code == FailureCode::EnrolmentCodeInvalid)
        TAPPAY_CHECK(m_files.removeProof());
    return std::unexpected(std::move(enrolment).error());
}

Result<void> OnboardingSteps::keepEnrolment(Enrolment enrolment) {
    auto changes = std::move(m_record.changes);
    m_record = {};
    m_record.changes = std::move(changes);
    m_record.enrolment = enrolment.compact;
    note(SecurityChange::What::Enrolled, enrolment.answer.terminalId);
    TAPPAY_CHECK(m_files.write(m_record));
    TAPPAY_CHECK(m_files.removeProof());
    TAPPAY_CHECK(m_files.removeParameters());
    m_signOn.reset();
    m_newestParameters = 0;
    return take(std::move(enrolment));
}

}  // namespace tappay::terminal
