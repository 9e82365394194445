#pragma once

#include <chrono>
#include <optional>
#include <stop_token>

namespace tappay {

// Wall-clock time for dates on cards and receipts, monotonic time for deadlines. An interface, so
// that a run can be repeated byte for byte.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual std::chrono::system_clock::time_point now() const = 0;
    [[nodiscard]] virtual std::chrono::steady_clock::time_point monotonic() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override {
        return std::chrono::system_clock::now();
    }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override {
        return std::chrono::steady_clock::now();
    }
};

// How long a wait may last, and who may end it early.
struct Deadline {
    std::chrono::steady_clock::time_point at = std::chrono::steady_clock::time_point::max();
    std::stop_token stop;

    static Deadline in(std::chrono::milliseconds duration, std::stop_token stop = {}) {
        return {std::chrono::steady_clock::now() + duration, std::move(stop)};
    }
    [[nodiscard]] bool passed() const { return std::chrono::steady_clock::now() >= at; }
    [[nodiscard]] bool cancelled() const { return stop.stop_requested(); }
    // Zero when passed.
    [[nodiscard]] std::chrono::milliseconds left() const {
        const auto rest = std::chrono::duration_cast<std::chrono::milliseconds>(
            at - std::chrono::steady_clock::now());
        return rest.count() > 0 ? rest : std::chrono::milliseconds(0);
    }
};

// The terminal's local calendar, as EMV wants it.
struct LocalTime {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
};
LocalTime localTime(std::chrono::system_clock::time_point at);

}  // namespace tappay
