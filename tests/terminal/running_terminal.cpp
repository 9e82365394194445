#include "terminal/running_terminal.h"

#include <algorithm>

namespace tappay::terminal::testing {

namespace {
constexpr std::chrono::seconds kPatience{10};
}

RunningTerminal::RunningTerminal(FakeWorld& world, Config config) {
    auto started = startTerminal(std::move(config), world.world());
    if (!started) {
        ADD_FAILURE() << "not started: " << started.error().detail;
        return;
    }
    m_terminal = std::move(*started);
    m_terminal->onTransaction([this](const TransactionSnapshot& snapshot) {
        const std::lock_guard lock(m_mutex);
        m_seen.push_back(snapshot);
        m_news.notify_all();
    });
    m_terminal->onStatus([this](const Status& status) {
        const std::lock_guard lock(m_mutex);
        m_statuses.push_back(status);
        m_news.notify_all();
    });
}

TransactionSnapshot RunningTerminal::waitFor(
    const std::string& id, const std::function<bool(const TransactionSnapshot&)>& wanted) {
    std::unique_lock lock(m_mutex);
    TransactionSnapshot found;
    const auto look = [&] {
        const auto at = std::ranges::find_if(
            m_seen, [&](const auto& each) { return each.id == id && wanted(each); });
        if (at != m_seen.end()) found = *at;
        return at != m_seen.end();
    };
    if (!m_news.wait_for(lock, kPatience, look)) {
        std::string last = "nothing";
        for (const auto& each : m_seen)
            if (each.id == id) last = nameOf(each.state);
        ADD_FAILURE() << "waited in vain; last state " << last;
    }
    return found;
}

TransactionSnapshot RunningTerminal::waitForState(const std::string& id, State state) {
    return waitFor(id, [state](const auto& snapshot) { return snapshot.state == state; });
}

TransactionSnapshot RunningTerminal::waitForStage(const std::string& id, Stage stage) {
    return waitFor(id, [stage](const auto& snapshot) { return snapshot.stage == stage; });
}

std::vector<TransactionSnapshot> RunningTerminal::seen(const std::string& id) {
    const std::lock_guard lock(m_mutex);
    std::vector<TransactionSnapshot> mine;
    std::ranges::copy_if(m_seen, std::back_inserter(mine),
                         [&](const auto& each) { return each.id == id; });
    return mine;
}

Status RunningTerminal::waitForStatus(const std::function<bool(const Status&)>& wanted) {
    std::unique_lock lock(m_mutex);
    Status found;
    const auto look = [&] {
        const auto at = std::ranges::find_if(m_statuses, wanted);
        if (at != m_statuses.end()) found = *at;
        return at != m_statuses.end();
    };
    EXPECT_TRUE(m_news.wait_for(lock, kPatience, look));
    return found;
}

std::vector<std::string> historyOf(const std::filesystem::path& directory, const std::string& id) {
    auto journal = Journal::open(directory);
    if (!journal) return {"no journal: " + journal.error().detail};
    std::vector<std::string> events;
    const auto lines = journal->history(id).value();
    for (const auto& line : lines)
        events.push_back(line.event);
    return events;
}

}  // namespace tappay::terminal::testing
