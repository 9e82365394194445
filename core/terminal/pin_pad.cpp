#include "terminal/pin_pad.h"

#include <algorithm>
#include <utility>

namespace tappay::terminal {

using std::chrono::steady_clock;

Result<emv::PinEntry> PinPad::collect(const PinPrompt& prompt, const Limits& limits,
                                      const std::stop_token& stop, const Show& show) {
    std::unique_lock lock(m_mutex);
    forget();
    m_prompt = prompt;
    m_prompt.digits = 0;
    m_entry.reset();
    m_asking = true;
    m_touched = true;
    const auto end = steady_clock::now() + limits.total;
    auto until = end;
    const auto ready = [this] { return m_touched || m_entry || m_aborted; };
    bool inTime = true;
    while (inTime && !m_entry && !m_aborted && !stop.stop_requested()) {
        if (std::exchange(m_touched, false)) {
            until = std::min(end, steady_clock::now() + limits.betweenKeys);
            show(m_prompt, until);
        }
        inTime = m_wake.wait_until(lock, stop, until, ready) || stop.stop_requested();
    }
    m_asking = false;
    if (m_entry && !m_aborted && !stop.stop_requested()) return *m_entry;
    forget();
    if (m_aborted) return std::unexpected(*m_aborted);
    if (stop.stop_requested()) return fail(FailureCode::Cancelled);
    return fail(FailureCode::PinTimeout);
}

Result<void> PinPad::press(PinKey key) {
    const std::lock_guard lock(m_mutex);
    if (!m_asking || m_entry) return fail(FailureCode::TooLate, "no PIN is asked for");
    switch (key) {
        case PinKey::Clear:
            forget();
            break;
        case PinKey::Back:
            if (m_prompt.digits > 0)
                m_digits.writable()[static_cast<std::size_t>(--m_prompt.digits)] = 0;
            break;
        case PinKey::Enter:
            if (m_prompt.digits >= kShortest) m_entry = emv::PinEntry::Entered;
            break;
        default:
            if (m_prompt.digits == kLongest) break;
            m_digits.writable()[static_cast<std::size_t>(m_prompt.digits++)] =
                static_cast<std::uint8_t>('0' + std::to_underlying(key));
    }
    changed();
    return {};
}

Result<void> PinPad::bypass() {
    const std::lock_guard lock(m_mutex);
    if (!m_asking || m_entry) return fail(FailureCode::TooLate, "no PIN is asked for");
    if (!m_prompt.bypassAllowed)
        return fail(FailureCode::PermissionDenied, "this payment needs the PIN");
    forget();
    m_entry = emv::PinEntry::Bypassed;
    changed();
    return {};
}

void PinPad::abort(Failure failure) {
    const std::lock_guard lock(m_mutex);
    m_aborted = std::move(failure);
    m_wake.notify_all();
}

SecretBytes PinPad::take() {
    const std::lock_guard lock(m_mutex);
    SecretBytes pin(m_digits.view().first(static_cast<std::size_t>(m_prompt.digits)));
    forget();
    return pin;
}

void PinPad::changed() {
    m_touched = true;
    m_wake.notify_all();
}

void PinPad::forget() {
    wipe(m_digits.writable());
    m_prompt.digits = 0;
}

}  // namespace tappay::terminal
