#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "terminal/fake_world.h"
#include "terminal/journal.h"

namespace tappay::terminal::testing {

// A terminal on the played world, and what it told its listeners.
class RunningTerminal {
public:
    explicit RunningTerminal(FakeWorld& world, Config config);
    ~RunningTerminal() { stop(); }

    Terminal& operator*() { return *m_terminal; }
    Terminal* operator->() { return m_terminal.get(); }
    // Ends the program's part in it, whatever is going on.
    void stop() { m_terminal.reset(); }

    // The first published snapshot of this payment, from now or before, that satisfies `wanted`.
    TransactionSnapshot waitFor(const std::string& id,
                                const std::function<bool(const TransactionSnapshot&)>& wanted);
    TransactionSnapshot waitForState(const std::string& id, State state);
    TransactionSnapshot waitForStage(const std::string& id, Stage stage);
    std::vector<TransactionSnapshot> seen(const std::string& id);
    Status waitForStatus(const std::function<bool(const Status&)>& wanted);

private:
    std::mutex m_mutex;
    std::condition_variable m_news;
    std::vector<TransactionSnapshot> m_seen;
    std::vector<Status> m_statuses;
    std::unique_ptr<Terminal> m_terminal;
};

// The events of one payment in the journal of this directory, in order.
std::vector<std::string> historyOf(const std::filesystem::path& directory, const std::string& id);

}  // namespace tappay::terminal::testing
