#include "terminal/confirm/event_keeper.h"

#include <algorithm>

namespace tappay::terminal {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{250}, kLongestPause{15'000};

milliseconds pauseAfter(std::size_t failures) {
    return std::min(kLongestPause, kFirstPause * (1 << std::min<std::size_t>(failures, 6)));
}

}  // namespace

EventKeeper::EventKeeper(World world, ConfirmationKeeper& confirmations, PhoneKeeper& phones)
    : m_world(world),
      m_confirmations(confirmations),
      m_phones(phones),
      m_reader({world.backEnd, world.chip, world.clock}),
      m_thread([this](const std::stop_token& stop) { work(stop); }) {
    m_confirmations.onWork([this] { wake(); });
    m_phones.onWork([this] { wake(); });
}

EventKeeper::~EventKeeper() {
    m_confirmations.onWork({});
    m_phones.onWork({});
    m_thread.request_stop();
    m_thread.join();
}

void EventKeeper::wake() {
    const std::scoped_lock lock(m_mutex);
    m_wake.notify_all();
}

bool EventKeeper::waitForWork(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, stop,
                [this] { return m_confirmations.wantsEvents() || m_phones.wantsEvents(); });
    return !stop.stop_requested();
}

void EventKeeper::work(const std::stop_token& stop) {
    std::size_t failures = 0;
    while (waitForWork(stop)) {
        const auto done = read(stop);
        if (stop.stop_requested()) return;
        if (m_phones.wantsEvents()) m_phones.tick();
        if (done) {
            if (std::exchange(failures, 0) == 0) continue;
            m_confirmations.lookAgain();
            if (m_phones.wantsEvents()) m_phones.lookAgain();
            continue;
        }
        m_world.log.failure("events", done.error());
        std::unique_lock lock(m_mutex);
        m_wake.wait_for(lock, stop, pauseAfter(failures++), [] { return false; });
    }
}

Result<void> EventKeeper::read(const std::stop_token& stop) {
    const auto identity = m_world.standing.identity();
    if (!identity) return fail(FailureCode::NotEnrolled, "no terminal yet");
    const auto read = m_reader.read(
        *identity, std::chrono::seconds(protocol::kLongestWait), stop,
        [&](const protocol::Event& event) -> Result<void> {
            if (const auto* pairing = std::get_if<protocol::Pairing>(&event)) {
                m_phones.tell(*pairing);
                return {};
            }
            return m_confirmations.tell(*identity, std::get<protocol::Confirmation>(event));
        });
    if (!read) return std::unexpected(read.error());
    return {};
}

}  // namespace tappay::terminal
