#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>

#include "base/secret.h"
#include "emv/interfaces.h"
#include "terminal/terminal.h"

namespace tappay::terminal {

// Collects the digits of one PIN (ISO 9564-1: 4 to 12). Key presses may come from any thread; what
// others learn is the number of digits.
class PinPad {
public:
    struct Limits {
        std::chrono::milliseconds total{60'000};
        std::chrono::milliseconds betweenKeys{30'000};
    };
    // Called whenever the prompt or its time limit changes.
    using Show = std::function<void(const PinPrompt&, std::chrono::steady_clock::time_point)>;

    // Blocks until the PIN is complete. Cancelled, PinTimeout, or what abort() was given.
    Result<emv::PinEntry> collect(const PinPrompt& prompt, const Limits& limits,
                                  const std::stop_token& stop, const Show& show);
    // Digits beyond the twelfth and an early Enter change nothing. TooLate when no PIN is asked
    // for.
    Result<void> press(PinKey key);
    // PermissionDenied when this payment needs the PIN.
    Result<void> bypass();
    // Ends this and every later collect(), e.g. because the card is gone.
    void abort(Failure failure);

    // The PIN as ASCII digits, once: this object keeps nothing of it.
    SecretBytes take();

private:
    void changed();
    void forget();

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    SecretBytes m_digits{kLongest};
    PinPrompt m_prompt;
    bool m_asking = false, m_touched = false;
    std::optional<emv::PinEntry> m_entry;
    std::optional<Failure> m_aborted;

    static constexpr int kShortest = 4;
    static constexpr int kLongest = 12;
};

}  // namespace tappay::terminal
