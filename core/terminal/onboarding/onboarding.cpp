#include "terminal/onboarding/onboarding.h"

#include <algorithm>
#include <cctype>

#include "base/standing_failures.h"

namespace tappay::terminal {

namespace {

using std::chrono::steady_clock;

constexpr std::chrono::seconds kFirstPause{1}, kLongestPause{60};
// A laptop sleeps and its clock is set: times that are due are looked at again now and then.
constexpr std::chrono::minutes kLongestSleep{10};
constexpr std::size_t kCodeLength = 12;

// Until this is mended nobody pays here.
bool keepsPaymentsAway(FailureCode code) {
    return concernsStanding(code) || code == FailureCode::ChipUnavailable ||
           code == FailureCode::KeyUnavailable;
}

bool couldBeCode(const std::string& code) {
    const auto counts =
        std::ranges::count_if(code, [](unsigned char c) { return std::isalnum(c) != 0; });
    return counts == static_cast<std::ptrdiff_t>(kCodeLength) &&
           std::ranges::all_of(
               code, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == ' '; });
}

}  // namespace

Onboarding::Onboarding(OnboardingParts parts)
    : m_parts(parts), m_steps(std::move(parts), m_board) {}

Onboarding::~Onboarding() {
    m_thread.request_stop();
}

Result<void> Onboarding::start() {
    TAPPAY_CHECK(m_steps.load());
    m_thread = std::jthread([this](const std::stop_token& stop) { work(stop); });
    return {};
}

void Onboarding::countOpenPayments(std::function<int()> count) {
    m_openPayments = std::move(count);
}

std::shared_ptr<const Parameters> Onboarding::parameters() const {
    return m_board.read().parameters;
}

std::optional<link::TerminalIdentity> Onboarding::identity() const {
    return m_board.read().identity;
}

std::optional<Failure> Onboarding::trouble() const {
    return m_board.read().trouble;
}

SecurityStatus Onboarding::security() const {
    return m_board.read().security;
}

void Onboarding::onStanding(std::function<void()> listener) {
    m_board.onStanding(std::move(listener));
}

void Onboarding::onSecurity(std::function<void(const SecurityStatus&)> listener) {
    m_board.onSecurity(std::move(listener));
}

Result<std::shared_ptr<SignOn>> Onboarding::signedOn(const Deadline& deadline) {
    if (auto known = trouble()) return std::unexpected(std::move(*known));
    std::unique_lock lock(m_mutex);
    const auto usable = [this] {
        return m_signOn && !m_signOnRefused && m_parts.clock.now() < m_signOn->expires &&
               !m_signOn->usedUp();
    };
    if (usable()) return m_signOn;
    const auto attempt = m_attempts;
    m_due = {};
    m_changed.notify_all();
    if (!m_changed.wait_until(lock, deadline.stop, deadline.at,
                              [&] { return usable() || m_attempts != attempt; }))
        return fail(deadline.cancelled() ? FailureCode::Cancelled : FailureCode::HostUnreachable,
                    "no sign-on in time");
    if (usable()) return m_signOn;
    lock.unlock();
    auto now = m_board.read();
    if (now.trouble) return std::unexpected(std::move(*now.trouble));
    if (now.security.failure) return std::unexpected(std::move(*now.security.failure));
    return fail(FailureCode::NotSignedOn, "signing on brought nothing");
}

void Onboarding::refused(const Failure& failure) {
    const bool noSignOn =
        failure.code == FailureCode::NotSignedOn || failure.code == FailureCode::KeyRejected;
    if (keepsPaymentsAway(failure.code))
        m_board.change([&](StandingBoard::Contents& board) { board.trouble = failure; });
    else if (!noSignOn)
        return;
    {
        const std::scoped_lock lock(m_mutex);
        m_signOnRefused = true;
    }
    lookAgain();
}

void Onboarding::lookAgain() {
    const std::scoped_lock lock(m_mutex);
    m_due = {};
    m_changed.notify_all();
}

Result<void> Onboarding::enrol(const std::string& code) {
    if (!couldBeCode(code)) return fail(FailureCode::EnrolmentCodeInvalid, "not twelve characters");
    const auto now = m_board.read();
    if (now.security.chip.trouble) return std::unexpected(*now.security.chip.trouble);
    if (now.security.enrolment && m_openPayments && m_openPayments() > 0)
        return fail(FailureCode::TooLate, "a payment has no end yet");
    return begin({code, {.signOn = true}}, SecurityStep::Enrolling);
}

Result<void> Onboarding::signOn() {
    return want({.signOn = true}, SecurityStep::SigningOn);
}

Result<void> Onboarding::renewKeys() {
    return want({.signOn = true, .newKey = true}, SecurityStep::FetchingKey);
}

Result<protocol::ManagementTask> Onboarding::manage(const std::string& compact) {
    const auto believed = identity();
    if (!believed) return fail(FailureCode::NotEnrolled, "no terminal");
    TAPPAY_TRY(signer, crypto::EcVerifier::create(believed->answersBy));
    TAPPAY_TRY(command, protocol::openManagementCommand(compact, signer));
    const std::scoped_lock lock(m_managing);
    const auto now = m_parts.clock.now();
    TAPPAY_CHECK(m_commands.check(command, believed->terminalId, now));
    TAPPAY_CHECK(command.task == protocol::ManagementTask::RenewKeys ? renewKeys() : signOn());
    m_commands.take(command, now);
    return command.task;
}

Result<void> Onboarding::want(OnboardingSteps::Wanted wanted, SecurityStep step) {
    if (!m_board.read().security.enrolment) return fail(FailureCode::NotEnrolled, "no terminal");
    return begin({{}, wanted}, step);
}

// Shown before it can have ended.
Result<void> Onboarding::begin(Work work, SecurityStep step) {
    {
        const std::scoped_lock lock(m_mutex);
        if (m_busy) return fail(FailureCode::Busy, "another step runs");
        m_busy = true;
    }
    m_board.change([step](StandingBoard::Contents& board) {
        board.security.step = step;
        board.security.failure.reset();
    });
    const std::scoped_lock lock(m_mutex);
    m_next = std::move(work);
    m_changed.notify_all();
    return {};
}

void Onboarding::work(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        m_changed.wait_until(lock, stop, m_due,
                             [this] { return m_next || m_due <= steady_clock::now(); });
        if (stop.stop_requested()) return;
        if (!m_next && m_due > steady_clock::now()) continue;
        const auto work = std::exchange(m_next, std::nullopt);
        if (std::exchange(m_signOnRefused, false)) m_steps.dropSignOn();
        lock.unlock();
        run(work, stop);
        lock.lock();
    }
}

void Onboarding::run(const std::optional<Work>& work, const std::stop_token& stop) {
    Result<void> result;
    if (work && !work->code.empty()) result = m_steps.enrol(work->code, stop);
    if (work) m_wanted = work->wanted;
    if (result) result = m_steps.bringUp(m_wanted, stop);
    // What a person wanted is wanted until it is done; and where the back end has shut the terminal
    // out only another sign-on tells that it is let in again.
    if (result) m_wanted = {};
    if (!result && keepsPaymentsAway(result.error().code)) m_steps.dropSignOn();
    if (!stop.stop_requested()) ended(result, work.has_value());
}

void Onboarding::ended(const Result<void>& result, bool byPerson) {
    const bool enrolled = m_board.read().security.enrolment.has_value();
    std::optional<Time> nextAttempt;
    {
        const std::scoped_lock lock(m_mutex);
        m_failures = result ? 0 : m_failures + 1;
        const auto pause =
            std::min(kLongestPause, kFirstPause * (1 << std::clamp(m_failures - 1, 0, 6)));
        m_due = result ? nextByItself() : steady_clock::now() + pause;
        // Without a code there is nothing to try.
        if (!result && enrolled) nextAttempt = m_parts.clock.now() + pause;
    }
    if (!result) m_parts.log.failure("onboarding", result.error());
    publish(result, {byPerson, enrolled, nextAttempt});
    const std::scoped_lock lock(m_mutex);
    m_signOn = m_steps.signedOn();
    ++m_attempts;
    m_changed.notify_all();
}

void Onboarding::publish(const Result<void>& result, const End& end) {
    m_board.change([&](StandingBoard::Contents& board) {
        if (!result && end.enrolled && keepsPaymentsAway(result.error().code))
            board.trouble = result.error();
        else if (result && end.enrolled && board.parameters)
            board.trouble.reset();
        {
            // Never the other way round: nobody reads the board under this lock.
            const std::scoped_lock lock(m_mutex);
            if (end.byPerson) m_busy = false;
            if (m_busy) return;  // what a person wants meanwhile is what is shown
        }
        auto& security = board.security;
        security.step = SecurityStep::Idle;
        security.nextAttempt = end.nextAttempt;
        security.failure.reset();
        if (!result) security.failure = result.error();
    });
}

steady_clock::time_point Onboarding::nextByItself() const {
    const auto now = steady_clock::now();
    const auto due = m_steps.due();
    if (!due) return now + kLongestSleep;
    const auto left =
        std::chrono::duration_cast<steady_clock::duration>(*due - m_parts.clock.now());
    return now + std::clamp<steady_clock::duration>(left, std::chrono::seconds(1), kLongestSleep);
}

}  // namespace tappay::terminal
