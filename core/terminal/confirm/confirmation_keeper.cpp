#include "terminal/confirm/confirmation_keeper.h"

#include <utility>

namespace tappay::terminal {

using std::chrono::steady_clock;

namespace {

// While nothing can be asked: no terminal yet, or no journal.
constexpr std::chrono::seconds kLookAgain{5};

}  // namespace

Result<std::unique_ptr<ConfirmationKeeper>> ConfirmationKeeper::start(
    const std::filesystem::path& directory, World world) {
    TAPPAY_TRY(book, ConfirmationBook::open(directory, world.clock));
    return std::unique_ptr<ConfirmationKeeper>(new ConfirmationKeeper(std::move(book), world));
}

ConfirmationKeeper::ConfirmationKeeper(std::unique_ptr<ConfirmationBook> book, World world)
    : m_book(std::move(book)),
      m_world(world),
      m_steps({world.backEnd, world.chip, world.clock}, *m_book,
              [this](const Failure& failure) {
                  m_world.log.failure("confirm", failure);
                  m_world.standing.refused(failure);
              }),
      m_thread([this](const std::stop_token& stop) { work(stop); }) {}

ConfirmationKeeper::~ConfirmationKeeper() {
    m_thread.request_stop();
    m_thread.join();
}

Result<ConfirmationSnapshot> ConfirmationKeeper::start(protocol::ConfirmationIntent intent) {
    const auto identity = m_world.standing.identity();
    if (identity) intent.terminalId = identity->terminalId;
    // First of all: what keeps a new one from being begun says nothing about one that was.
    if (!m_book->record(intent.key)) {
        if (auto trouble = m_world.standing.trouble()) return std::unexpected(std::move(*trouble));
        if (!identity) return fail(FailureCode::NotEnrolled, "no terminal yet");
    }
    auto begun = m_book->begin(std::move(intent));
    if (begun) wake();
    return begun;
}

Result<ConfirmationSnapshot> ConfirmationKeeper::withdraw(const std::string& key) {
    auto wanted = m_book->wantWithdrawal(key);
    if (wanted) wake();
    return wanted;
}

Result<ConfirmationSnapshot> ConfirmationKeeper::confirmation(const std::string& key) const {
    return m_book->snapshot(key);
}

Result<std::vector<ConfirmationSnapshot>> ConfirmationKeeper::confirmations(int limit) const {
    return m_book->snapshots(limit);
}

void ConfirmationKeeper::onConfirmation(std::function<void(const std::string& key)> listener) {
    m_book->onChange(std::move(listener));
}

void ConfirmationKeeper::onWork(std::function<void()> listener) {
    const std::scoped_lock lock(m_mutex);
    m_work = std::move(listener);
}

// What can't be used is no use the second time either.
Result<void> ConfirmationKeeper::tell(const link::TerminalIdentity& identity,
                                      const protocol::Confirmation& told) {
    const auto taken = m_book->take(identity, told);
    if (taken) return {};
    m_world.log.failure("confirm", taken.error());
    const auto code = taken.error().code;
    if (code == FailureCode::JournalUnavailable || code == FailureCode::StorageFull) return taken;
    return {};
}

void ConfirmationKeeper::lookAgain() {
    const std::scoped_lock lock(m_mutex);
    m_woken = m_askAll = true;
    m_wake.notify_all();
}

void ConfirmationKeeper::wake() {
    std::function<void()> work;
    {
        const std::scoped_lock lock(m_mutex);
        m_woken = true;
        m_wake.notify_all();
        work = m_work;
    }
    if (work) work();
}

void ConfirmationKeeper::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto next = pass(stop);
        std::unique_lock lock(m_mutex);
        m_wake.wait_until(lock, stop, next, [this] { return m_woken; });
        m_woken = false;
        if (std::exchange(m_askAll, false)) m_steps.askAll();
    }
}

steady_clock::time_point ConfirmationKeeper::pass(const std::stop_token& stop) {
    const auto identity = m_world.standing.identity();
    while (identity && !stop.stop_requested() && m_steps.step(*identity, stop)) {
    }
    if (const auto due = m_steps.due(); identity && due) return *due;
    return wantsEvents() ? steady_clock::now() + kLookAgain : steady_clock::time_point::max();
}

}  // namespace tappay::terminal
