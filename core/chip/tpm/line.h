#pragma once

#include <mutex>
#include <thread>

#include "base/clock.h"
#include "chip/tpm/connection.h"

namespace tappay::chip::tpm {

// One caller at a time, and the patience: a call is repeated when the chip came back within it, or
// when what was remembered of the chip turned out to be out of date.
class Line {
public:
    explicit Line(Settings settings)
        : m_patience(settings.patience), m_connection(std::move(settings)) {}

    void setPatience(std::chrono::milliseconds patience) { m_patience = patience; }

    template <typename Operation>
    auto call(Operation operation) -> std::invoke_result_t<Operation, Connection&> {
        const Deadline deadline = Deadline::in(m_patience);
        const std::lock_guard lock(m_mutex);
        int overtaken = 0;
        for (bool fresh = false;;) {
            auto result = once(operation);
            if (result) return result;
            switch (m_connection.trouble()) {
                case Trouble::Stale:
                    if (std::exchange(fresh, true)) return result;
                    m_connection.forgetAll();
                    break;
                case Trouble::Overtaken:
                    if (++overtaken > kMostOvertaken) return result;
                    m_connection.forgetAll();
                    break;
                case Trouble::Gone:
                    m_connection.close();
                    if (deadline.passed()) return result;
                    std::this_thread::sleep_for(kBetweenTries);
                    break;
                default:
                    return result;
            }
        }
    }

private:
    static constexpr std::chrono::milliseconds kBetweenTries{10};
    // One for each thing that a call makes, and some.
    static constexpr int kMostOvertaken = 8;

    template <typename Operation>
    auto once(Operation& operation) -> std::invoke_result_t<Operation, Connection&> {
        m_connection.forgetTrouble();
        TAPPAY_CHECK(m_connection.open());
        return operation(m_connection);
    }

    std::chrono::milliseconds m_patience;
    std::mutex m_mutex;
    Connection m_connection;
};

}  // namespace tappay::chip::tpm
