#include "terminal/resolver.h"

#include <algorithm>
#include <utility>

#include "protocol/time.h"
#include "terminal/authorisation.h"
#include "terminal/capture.h"

namespace tappay::terminal {

namespace {

using protocol::PaymentState;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kAnswerWait{15'000};
constexpr milliseconds kFirstPause{1'000}, kLongestPause{60'000};

}  // namespace

Resolver::Resolver(const Config& config, World& world, Payments& payments)
    : m_config(config),
      m_world(world),
      m_payments(payments),
      m_thread([this](const std::stop_token& stop) { work(stop); }) {}

Resolver::~Resolver() {
    finish();
}

void Resolver::finish() {
    if (!m_thread.joinable()) return;
    m_thread.request_stop();
    m_thread.join();
}

void Resolver::wake() {
    const std::lock_guard lock(m_mutex);
    m_woken = true;
    m_wakeUp.notify_all();
}

void Resolver::askNow() {
    const std::lock_guard lock(m_mutex);
    m_woken = m_allNow = true;
    m_wakeUp.notify_all();
}

void Resolver::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto open = m_payments.unresolved();
        std::erase_if(m_plans, [&](const auto& plan) {
            return std::ranges::none_of(
                open, [&](const Record& record) { return record.shown.id == plan.first; });
        });
        const auto next = pass(open, stop);
        std::unique_lock lock(m_mutex);
        m_wakeUp.wait_until(lock, stop, next, [this] { return m_woken; });
        m_woken = false;
        if (std::exchange(m_allNow, false))
            for (auto& [id, plan] : m_plans)
                plan.due = {};
    }
}

steady_clock::time_point Resolver::pass(const std::vector<Record>& open,
                                        const std::stop_token& stop) {
    auto next = steady_clock::time_point::max();
    bool wait = false;  // an earlier advice is to go first, as soon as there is a connection
    for (const auto& record : open) {
        if (stop.stop_requested()) break;
        const bool advice = record.shown.state == State::AdvicePending;
        if (advice && wait) continue;
        auto& plan = m_plans[record.shown.id];
        if (plan.due <= steady_clock::now()) attempt(record, stop);
        wait = wait || (advice && plan.unreached);
        next = std::min(next, plan.due);
    }
    return next;
}

void Resolver::attempt(const Record& record, const std::stop_token& stop) {
    const std::string& id = record.shown.id;
    m_payments.writeRemembered();
    if (record.shown.state == State::Unknown) ask(id, stop);
    if (record.shown.state == State::Capturing &&
        !capture(id, m_world, m_payments, Deadline::in(kAnswerWait, stop), nullptr))
        (void)learnCapture(id, m_world, m_payments, Deadline::in(kAnswerWait, stop));
    const auto now = m_payments.record(id);
    if (now && now->shown.state == State::Undoing) undo(id, stop);
    if (now && now->shown.state == State::AdvicePending) deliver(id, stop);
    postpone(id);
}

void Resolver::deliver(const std::string& id, const std::stop_token& stop) {
    auto& plan = m_plans[id];
    plan.unreached = false;
    const auto record = m_payments.record(id);
    const auto advice = m_payments.advice(id);
    if (!record || !advice)
        return m_world.log.failure("resolver", record ? advice.error() : record.error());
    protocol::AdviceRequest request;
    auto& payment = request.payment;
    payment.key = id;
    payment.terminalId = record->shown.terminalId;
    payment.merchantId = record->shown.merchantId;
    payment.amount = record->shown.amount;
    payment.entryMode = record->entryMode;
    payment.sequence = record->sequence;
    payment.risk = record->shown.risk;
    payment.time = protocol::formatTime(advice->paid);
    const auto answer =
        m_world.backEnd.advise(std::move(request), advice->sealed, Deadline::in(kAnswerWait, stop));
    if (!answer) return notDelivered(id, answer.error());
    if (answer->state == PaymentState::Approved)
        (void)m_payments.applyOrRemember(
            id, Event::AdviceDelivered, [&](Record& delivered) { takeAnswer(delivered, *answer); });
    else if (answer->state == PaymentState::Declined)
        (void)m_payments.apply(id, {Event::AdviceRejected}, [&](Record& refused) {
            takeAnswer(refused, *answer);
            refused.shown.failure =
                Failure{FailureCode::AdviceRefused, "response " + answer->responseCode};
        });
}

void Resolver::notDelivered(const std::string& id, const Failure& failure) {
    m_world.log.failure("resolver", failure);
    m_plans[id].unreached =
        failure.code == FailureCode::HostUnreachable || failure.code == FailureCode::HostTimeout;
    // The back end has another payment under this key: a person has to look into both.
    if (failure.code == FailureCode::KeyReused)
        (void)m_payments.apply(id, {Event::AdviceRejected}, [&](Record& refused) {
            refused.shown.failure = Failure{FailureCode::AdviceRefused, failure.detail};
        });
}

void Resolver::ask(const std::string& id, const std::stop_token& stop) {
    const auto answer = m_world.backEnd.status(id, Deadline::in(kAnswerWait, stop));
    if (!answer) return m_world.log.failure("resolver", answer.error());
    const auto take = [&](Record& record) { takeAnswer(record, *answer); };
    switch (answer->state) {
        case PaymentState::Declined:
            (void)m_payments.apply(id, {Event::HostDecline}, [&](Record& record) {
                take(record);
                record.shown.failure =
                    Failure{FailureCode::Declined, "response " + answer->responseCode};
            });
            return;
        case PaymentState::Approved:  // too late for the card, which was closed without a TC
            (void)m_payments.applyOrRemember(id, Event::HostApproval, take);
            return;
        case PaymentState::Undone:
            (void)m_payments.apply(id, {Event::UndoConfirmed}, take);
            return;
        case PaymentState::Pending:
        case PaymentState::Undoing:
        case PaymentState::NotFound:  // the request may still be on its way
            (void)m_payments.applyOrRemember(id, Event::UndoWanted);
            return;
    }
}

void Resolver::undo(const std::string& id, const std::stop_token& stop) {
    const auto record = m_payments.record(id);
    if (!record) return;
    m_payments.show(id, [](Record& shown) {
        ++shown.shown.undoAttempts;
        shown.shown.nextAttempt.reset();
    });
    const auto answer =
        m_world.backEnd.undo(id, record->undoReason, Deadline::in(kAnswerWait, stop));
    if (!answer) {
        m_world.log.failure("resolver", answer.error());
        if (answer.error().code == FailureCode::TooLate)
            (void)m_payments.apply(id, {Event::UndoTooLate}, [&](Record& late) {
                late.shown.failure = Failure{FailureCode::NotUndoable, answer.error().detail};
            });
        return;
    }
    if (answer->state == PaymentState::Undone)
        (void)m_payments.apply(id, {Event::UndoConfirmed});
    else if (answer->state == PaymentState::Declined)
        (void)m_payments.apply(id, {Event::HostDecline}, [&](Record& changed) {
            takeAnswer(changed, *answer);
            changed.shown.failure =
                Failure{FailureCode::Declined, "response " + answer->responseCode};
        });
}

void Resolver::postpone(const std::string& id) {
    auto& plan = m_plans[id];
    const auto pause = pauseAfter(plan.failures++);
    plan.due = steady_clock::now() + pause;
    m_payments.show(id, [&](Record& record) {
        if (!isFinal(record.shown.state)) record.shown.nextAttempt = m_world.clock.now() + pause;
    });
}

milliseconds Resolver::pauseAfter(std::size_t failures) const {
    const auto& pauses = m_config.undoPauses;
    if (!pauses.empty()) return pauses[std::min(failures, pauses.size() - 1)];
    return std::min(kLongestPause, kFirstPause * (1 << std::min<std::size_t>(failures, 6)));
}

}  // namespace tappay::terminal
