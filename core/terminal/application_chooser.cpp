#include "terminal/application_chooser.h"

#include <utility>

namespace tappay::terminal {

void ApplicationChooser::ask(std::size_t count) {
    const std::lock_guard lock(m_mutex);
    m_count = count;
    m_chosen.reset();
}

Result<std::size_t> ApplicationChooser::wait(const Deadline& deadline) {
    std::unique_lock lock(m_mutex);
    m_wake.wait_until(lock, deadline.stop, deadline.at, [this] { return m_chosen || m_aborted; });
    m_count = 0;
    if (m_aborted) return std::unexpected(*m_aborted);
    if (deadline.cancelled()) return fail(FailureCode::Cancelled);
    if (!m_chosen) return fail(FailureCode::CardTimeout, "no application was chosen");
    return *m_chosen;
}

Result<void> ApplicationChooser::choose(std::size_t index) {
    const std::lock_guard lock(m_mutex);
    if (m_count == 0) return fail(FailureCode::TooLate, "no choice is asked for");
    if (index >= m_count) return fail(FailureCode::InputMalformed, "no such application");
    m_chosen = index;
    m_wake.notify_all();
    return {};
}

void ApplicationChooser::abort(Failure failure) {
    const std::lock_guard lock(m_mutex);
    m_aborted = std::move(failure);
    m_wake.notify_all();
}

}  // namespace tappay::terminal
