#include "terminal/onboarding/onboarding_steps.h"

#include <algorithm>

namespace tappay::terminal {

namespace {

constexpr std::size_t kChangesKept = 20;

chip::Slot other(chip::Slot slot) {
    return slot == chip::Slot::A ? chip::Slot::B : chip::Slot::A;
}

}  // namespace

OnboardingSteps::OnboardingSteps(OnboardingParts parts, StandingBoard& board)
    : m_parts(std::move(parts)), m_board(board), m_files(m_parts.directory) {}

OnboardingTools OnboardingSteps::tools() const {
    return {m_parts.backEnd, m_parts.chip, m_parts.clock};
}

void OnboardingSteps::step(SecurityStep step) {
    m_board.change([step](StandingBoard::Contents& board) {
        board.security.step = step;
        board.security.nextAttempt.reset();
    });
}

void OnboardingSteps::note(SecurityChange::What what, const std::string& detail) {
    m_record.changes.insert(m_record.changes.begin(), {what, m_parts.clock.now(), detail});
    m_record.changes.resize(std::min(m_record.changes.size(), kChangesKept));
    m_parts.log.info("onboarding", std::string(nameOf(what)) + " " + detail);
}

Result<void> OnboardingSteps::bringUp(Wanted wanted, const std::stop_token& stop) {
    TAPPAY_CHECK(readChip());
    TAPPAY_CHECK(finishEnrolment(stop));
    if (auto known = readRecord(); !known) {
        // Nothing to do before there is a code.
        if (known.error().code == FailureCode::NotEnrolled) return {};
        return known;
    }
    if (wanted.newKey || keyIsDue()) TAPPAY_CHECK(fetchKey(stop));
    if (wanted.signOn || m_record.next || signOnIsDue()) TAPPAY_CHECK(signOn(stop));
    if (!m_parameters || m_parameters->version < m_newestParameters)
        TAPPAY_CHECK(fetchParameters(stop));
    // Whoever puts older ones in their place at the back end is not followed, and not in silence.
    if (m_newestParameters < m_parameters->version)
        return fail(FailureCode::ParametersRejected,
                    "the back end has version " + std::to_string(m_newestParameters) +
                        ", this terminal " + std::to_string(m_parameters->version));
    return {};
}

bool OnboardingSteps::keyIsDue() const {
    if (m_record.next) return false;
    return !m_record.inUse || (m_record.keyRenewal && *m_record.keyRenewal <= m_parts.clock.now());
}

bool OnboardingSteps::signOnIsDue() const {
    return !m_signOn || m_signOn->usedUp() || *m_signOnDue <= m_parts.clock.now();
}

std::optional<Time> OnboardingSteps::due() const {
    if (!m_enrolment || !m_signOn) return std::nullopt;
    return m_record.keyRenewal ? std::min(*m_signOnDue, *m_record.keyRenewal) : *m_signOnDue;
}

// Beside the one in use, which stays until a sign-on has used the new one.
Result<void> OnboardingSteps::fetchKey(const std::stop_token& stop) {
    step(SecurityStep::FetchingKey);
    const auto slot = m_record.inUse ? other(m_record.inUse->slot) : chip::Slot::A;
    m_record.next.reset();  // its slot is taken
    TAPPAY_CHECK(m_files.write(m_record));
    TAPPAY_TRY(key, fetchMasterKey(tools(), *m_enrolment, m_factory->authority, slot,
                                   m_parts.random, Deadline::in(kOnboardingStepTime, stop)));
    m_record.next = std::move(key);
    return m_files.write(m_record);
}

Result<void> OnboardingSteps::signOn(const std::stop_token& stop) {
    step(SecurityStep::SigningOn);
    if (m_record.next) {
        const auto next = *m_record.next;
        auto done = signOnWith(next, stop);
        if (done || done.error().code != FailureCode::KeyRejected) return done;
        m_parts.log.failure("onboarding", done.error());
        m_record.next.reset();
        TAPPAY_CHECK(m_files.write(m_record));
    }
    if (!m_record.inUse) return fail(FailureCode::KeyRejected, "a new master key is needed");
    const auto inUse = *m_record.inUse;
    auto done = signOnWith(inUse, stop);
    // The back end has none of this version any more: the next attempt begins with a new one.
    if (!done && done.error().code == FailureCode::KeyRejected) {
        m_record.inUse.reset();
        TAPPAY_CHECK(m_files.write(m_record));
    }
    return done;
}

Result<void> OnboardingSteps::signOnWith(const MasterKey& key, const std::stop_token& stop) {
    TAPPAY_TRY(done, terminal::signOn(tools(), *m_enrolment, key,
                                      Deadline::in(kOnboardingStepTime, stop)));
    m_record.keyRenewal = done.keyRenewal;
    note(SecurityChange::What::SignedOn, done.facts.batch);
    TAPPAY_CHECK(putToUse(key));
    m_signOn = std::move(done.keys);
    // Well before it ends, so that nobody waits for the next one.
    m_signOnDue = done.facts.at + (done.facts.expires - done.facts.at) * 9 / 10;
    m_newestParameters = done.parametersVersion;
    m_board.change([&](StandingBoard::Contents& board) {
        board.security.masterKey = keyFactsOf(key);
        board.security.keyRenewal = m_record.keyRenewal;
        board.security.signOn = done.facts;
        board.security.changes = m_record.changes;
    });
    return {};
}

Result<void> OnboardingSteps::putToUse(const MasterKey& key) {
    const auto before = std::exchange(m_record.inUse, key);
    m_record.next.reset();
    const bool isNew = !before || before->version != key.version;
    if (isNew) note(SecurityChange::What::MasterKey, std::to_string(key.version));
    TAPPAY_CHECK(m_files.write(m_record));
    // The sign-on has used the new one: the back end has forgotten the old one as well.
    if (isNew) return m_parts.chip.forget(other(key.slot));
    return {};
}

Result<void> OnboardingSteps::fetchParameters(const std::stop_token& stop) {
    step(SecurityStep::FetchingParameters);
    TAPPAY_TRY(newer, terminal::fetchParameters(tools(), *m_enrolment, m_parameters.get(),
                                                Deadline::in(kOnboardingStepTime, stop)));
    if (!newer) return {};
    TAPPAY_CHECK(m_files.writeParameters(newer->compact));
    const auto now = m_parts.clock.now();
    m_record.parametersApplied = now;
    note(SecurityChange::What::Parameters, std::to_string(newer->parameters.version));
    TAPPAY_CHECK(m_files.write(m_record));
    apply(std::move(newer->parameters), now);
    m_newestParameters = std::max(m_newestParameters, m_parameters->version);
    m_board.change(
        [&](StandingBoard::Contents& board) { board.security.changes = m_record.changes; });
    return {};
}

}  // namespace tappay::terminal
