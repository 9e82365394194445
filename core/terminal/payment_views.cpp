#include <algorithm>

#include "terminal/payments.h"

// What is asked of the payments; nothing changes.
namespace tappay::terminal {

namespace {

// What is left to do once nobody works on the payment.
bool isTask(State state) {
    return state == State::Unknown || state == State::Undoing || state == State::AdvicePending ||
           state == State::CardInDoubt || state == State::Capturing;
}

}  // namespace

Result<Record> Payments::record(const std::string& id) const {
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_live.find(id); found != m_live.end()) return found->second.record;
    TAPPAY_TRY(stored, m_journal.find(id));
    if (!stored) return fail(FailureCode::NotFound, "no such payment");
    dress(*stored, m_batch, m_clock.now());
    return std::move(*stored);
}

Result<std::vector<TransactionSnapshot>> Payments::list(int limit) const {
    const std::lock_guard lock(m_mutex);
    TAPPAY_TRY(records, m_journal.latest(std::clamp(limit, 1, 500)));
    std::vector<TransactionSnapshot> shown;
    for (auto& record : records) {
        const auto found = m_live.find(record.shown.id);
        if (found != m_live.end())
            record = found->second.record;
        else
            dress(record, m_batch, m_clock.now());
        shown.push_back(told(record));
    }
    return shown;
}

Result<std::vector<State>> Payments::statesOfOrder(const std::string& order) const {
    const std::lock_guard lock(m_mutex);
    TAPPAY_TRY(records, m_journal.ofOrder(order));
    std::vector<State> states;
    for (const auto& record : records) {
        const auto live = m_live.find(record.shown.id);
        states.push_back((live == m_live.end() ? record : live->second.record).shown.state);
    }
    return states;
}

std::vector<Record> Payments::unresolved() const {
    const std::lock_guard lock(m_mutex);
    std::vector<Record> records;
    for (const auto& [id, live] : m_live) {
        const State state = live.record.shown.state;
        if (state == State::Unknown || state == State::Undoing || state == State::AdvicePending ||
            state == State::Capturing || !live.notYetWritten.empty())
            records.push_back(live.record);
    }
    std::ranges::sort(records, {}, [](const Record& each) { return each.shown.created; });
    return records;
}

int Payments::pendingCount() const {
    const std::lock_guard lock(m_mutex);
    return static_cast<int>(std::ranges::count_if(
        m_live, [](const auto& each) { return isTask(each.second.record.shown.state); }));
}

std::string Payments::batch() const {
    const std::lock_guard lock(m_mutex);
    return m_batch;
}

std::optional<Failure> Payments::trouble() const {
    const std::lock_guard lock(m_mutex);
    return m_broken ? m_broken : m_unwritable;
}

}  // namespace tappay::terminal
