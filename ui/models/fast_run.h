#pragma once

#include <chrono>

#include "base/clock.h"

class QKeyEvent;

namespace tappay::ui {

// Counts the digits that come in one run faster than fingers: a barcode scanner, or a program that
// types.
class FastRun {
public:
    FastRun();

    // The system's clock unless told otherwise; `clock` has to live longer than this.
    void setClock(const Clock& clock) { m_clock = &clock; }
    // A key went down; digits lengthen the run, all others end it.
    void count(const QKeyEvent& press);
    // The digits of the present run; none when a hand could have typed them.
    [[nodiscard]] int digits() const;
    void end() { m_run = 0; }

private:
    const Clock* m_clock;
    std::chrono::milliseconds m_lastStamp{};
    std::chrono::steady_clock::time_point m_lastArrival;
    int m_run = 0;
};

}  // namespace tappay::ui
