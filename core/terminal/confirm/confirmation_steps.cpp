#include "terminal/confirm/confirmation_steps.h"

#include <algorithm>

#include "base/standing_failures.h"
#include "protocol/confirmation_request.h"
#include "terminal/confirm/holder_questions.h"

namespace tappay::terminal {

using protocol::ConfirmationAsk;
using std::chrono::milliseconds;

namespace {

constexpr std::chrono::seconds kAnswerTime{15};
constexpr milliseconds kFirstPause{250}, kLongestPause{15'000};
// Of what is open and well: events tell sooner, this is for those that get lost.
constexpr milliseconds kSoonest{1'000}, kLatest{30'000};

// Not one octet of the question can have reached the back end.
bool stayedHere(FailureCode code) {
    return code == FailureCode::HostUnreachable || code == FailureCode::ChipUnavailable ||
           code == FailureCode::KeyUnavailable || code == FailureCode::CryptoFailed;
}

// What says nothing about the wish itself.
bool mayPass(FailureCode code) {
    using enum FailureCode;
    return stayedHere(code) || code == HostTimeout || code == HostAnswerInvalid ||
           code == JournalUnavailable || code == StorageFull || code == Busy || code == Internal;
}

// Said of the terminal before the back end has looked at the wish.
bool isOfTerminal(FailureCode code) {
    using enum FailureCode;
    return concernsStanding(code) || code == ClockWrong || code == NotSignedOn ||
           code == KeyRejected || code == HostRefused;
}

bool isAway(FailureCode code) {
    return code == FailureCode::HostUnreachable || code == FailureCode::HostTimeout;
}

}  // namespace

ConfirmationSteps::ConfirmationSteps(OnboardingTools tools, ConfirmationBook& book,
                                     std::function<void(const Failure&)> failed)
    : m_tools(tools), m_book(book), m_failed(std::move(failed)) {}

bool ConfirmationSteps::step(const link::TerminalIdentity& identity, const std::stop_token& stop) {
    const auto open = m_book.open();
    if (!open) {
        m_failed(open.error());
        for (auto& [key, plan] : m_plans)
            plan.due = m_tools.clock.monotonic() + kLongestPause;
        return false;
    }
    std::erase_if(m_plans, [&](const auto& plan) {
        return std::ranges::none_of(*open, [&](const ConfirmationRecord& record) {
            return record.intent.key == plan.first;
        });
    });
    const auto now = m_tools.clock.monotonic();
    for (const auto& record : *open) {
        if (record.intent.terminalId != identity.terminalId) continue;
        auto& plan = m_plans[record.intent.key];
        if (std::exchange(plan.withdrawing, record.withdrawing) != record.withdrawing)
            plan.due = {};
        if (plan.due > now) continue;
        attempt(record, identity, stop);
        return true;
    }
    return false;
}

std::optional<ConfirmationSteps::Time> ConfirmationSteps::due() const {
    std::optional<Time> soonest;
    for (const auto& [key, plan] : m_plans)
        soonest = std::min(plan.due, soonest.value_or(plan.due));
    return soonest;
}

void ConfirmationSteps::askAll() {
    for (auto& [key, plan] : m_plans)
        plan.due = {};
}

void ConfirmationSteps::attempt(const ConfirmationRecord& record,
                                const link::TerminalIdentity& identity,
                                const std::stop_token& stop) {
    const auto deadline = Deadline::in(kAnswerTime, stop);
    const auto done =
        record.state ? ask(record, identity, deadline) : send(record, identity, deadline);
    plan(record.intent.key, done);
    // What was taken back before the back end had it is taken back there at once.
    if (done && !record.state && record.withdrawing) m_plans.erase(record.intent.key);
    // Who was stopped has learnt nothing of the back end.
    if (stop.stop_requested()) return;
    m_book.setReachable(done || !isAway(done.error().code));
    if (!done) m_failed(done.error());
}

Result<void> ConfirmationSteps::send(const ConfirmationRecord& record,
                                     const link::TerminalIdentity& identity,
                                     const Deadline& deadline) {
    const auto& key = record.intent.key;
    if (m_tools.clock.now() - record.began >= kIntentLife)
        return sendLate(record, identity, deadline);
    const bool untried = m_book.isUntried(key);
    m_book.markUntried(key, false);
    // A person may have taken it back at the last moment.
    TAPPAY_TRY(now, m_book.record(key));
    if (!now.isOpen()) return {};
    const auto told = sendIntent(m_tools, identity, record.intent, deadline);
    if (told) return m_book.take(identity, *told);
    if (untried && stayedHere(told.error().code)) m_book.markUntried(key, true);
    // What it has not looked for may be there, when an earlier answer was lost.
    const bool mayBeThere = !untried && isOfTerminal(told.error().code);
    if (!mayPass(told.error().code) && !mayBeThere) TAPPAY_CHECK(m_book.refused(key, told.error()));
    return std::unexpected(told.error());
}

// Nobody waits for it any more: if the back end has it, it goes on, else it has ended.
Result<void> ConfirmationSteps::sendLate(const ConfirmationRecord& record,
                                         const link::TerminalIdentity& identity,
                                         const Deadline& deadline) {
    const auto& key = record.intent.key;
    if (m_book.isUntried(key)) return m_book.endHere(key);
    const auto asked = ask(record, identity, deadline);
    const bool unknown = !asked && asked.error().code == FailureCode::NotFound;
    const bool over = m_tools.clock.now() - record.began >= kIntentLife + kMessageLife;
    if (unknown && over) return m_book.endHere(key);
    return asked;
}

Result<void> ConfirmationSteps::ask(const ConfirmationRecord& record,
                                    const link::TerminalIdentity& identity,
                                    const Deadline& deadline) {
    protocol::ConfirmationQuestion question;
    question.key = record.intent.key;
    question.wish = record.withdrawing ? ConfirmationAsk::Withdraw : ConfirmationAsk::Show;
    TAPPAY_TRY(told, askAboutConfirmation(m_tools, identity, std::move(question), deadline));
    return m_book.take(identity, told);
}

void ConfirmationSteps::plan(const std::string& key, const Result<void>& done) {
    auto& plan = m_plans[key];
    const auto record = m_book.record(key);
    if (record && !record->isOpen()) {
        m_plans.erase(key);
        return;
    }
    auto pause = kFirstPause;
    if (done && record) {
        plan.failures = 0;
        pause = lookAgainIn(*record);
    } else {
        pause =
            std::min(kLongestPause, kFirstPause * (1 << std::min<std::size_t>(plan.failures++, 6)));
    }
    plan.due = m_tools.clock.monotonic() + pause;
}

milliseconds ConfirmationSteps::lookAgainIn(const ConfirmationRecord& record) const {
    const auto request = protocol::decodeConfirmationRequest(record.request);
    if (!request || record.state == protocol::ConfirmationState::Signed) return kSoonest;
    const auto left =
        std::chrono::duration_cast<milliseconds>(request->expires + kSoonest - m_tools.clock.now());
    return std::clamp(left, kSoonest, kLatest);
}

}  // namespace tappay::terminal
