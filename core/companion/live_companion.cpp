#include "companion/live_companion.h"

namespace tappay::companion {

using protocol::PairingState;

namespace {

using namespace std::chrono_literals;

constexpr auto kToTell = 10s;

}  // namespace

Result<std::unique_ptr<LiveCompanion>> LiveCompanion::open(CompanionSurroundings around) {
    TAPPAY_TRY(store, PhoneStore::open(around.directory));
    std::unique_ptr<LiveCompanion> made(new LiveCompanion(std::move(around), std::move(store)));
    TAPPAY_CHECK(made->begin());
    return made;
}

LiveCompanion::LiveCompanion(CompanionSurroundings around, std::unique_ptr<PhoneStore> store)
    : m_around(std::move(around)),
      m_store(std::move(store)),
      m_inbox(*m_store),
      m_pairing(*m_store, m_around.clock) {}

LiveCompanion::~LiveCompanion() {
    end();
}

// What a former run has left goes on.
Result<void> LiveCompanion::begin() {
    TAPPAY_CHECK(m_inbox.load());
    TAPPAY_TRY(devices, m_store->devices());
    m_devices = std::move(devices);
    TAPPAY_TRY(pairing, m_pairing.open());
    if (pairing) {
        m_pairingView.stage = PairingView::Stage::Sending;
        m_pairingView.name = pairing->name;
    }
    TAPPAY_CHECK(connectPaired());
    {
        const std::scoped_lock lock(m_mutex);
        choose();
    }
    m_worker = std::jthread([this](const std::stop_token& stop) { work(stop); });
    m_watcher = std::jthread([this](const std::stop_token& stop) { watch(stop); });
    return {};
}

void LiveCompanion::end() {
    m_worker.request_stop();
    m_watcher.request_stop();
    {
        const std::scoped_lock lock(m_mutex);
        m_deviceStop.request_stop();
    }
    if (m_worker.joinable()) m_worker.join();
    if (m_watcher.joinable()) m_watcher.join();
}

CompanionStatus LiveCompanion::status() const {
    const std::scoped_lock lock(m_mutex);
    CompanionStatus status;
    status.pairing = m_pairingView;
    status.current = current();
    const auto entries = m_inbox.entries();
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
        if (protocol::isEnd(entry->told.state) && entry->told.id != m_current)
            status.history.push_back(*entry);
    status.devices = m_devices;
    status.adding = m_adding;
    status.deviceCode = m_deviceCode;
    status.reachable = m_reachable;
    status.failure = m_failure;
    status.leaving = m_leaving;
    return status;
}

void LiveCompanion::onChange(std::function<void()> listener) {
    const std::scoped_lock lock(m_mutex);
    m_listener = std::move(listener);
}

void LiveCompanion::changed() const {
    std::function<void()> listener;
    {
        const std::scoped_lock lock(m_mutex);
        listener = m_listener;
    }
    if (listener) listener();
}

LiveCompanion::LinePtr LiveCompanion::line() const {
    const std::scoped_lock lock(m_mutex);
    return m_line;
}

void LiveCompanion::add(Job job) {
    {
        const std::scoped_lock lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_all();
}

void LiveCompanion::work(const std::stop_token& stop) {
    for (;;) {
        Job job;
        LinePtr line;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); })) return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
            line = m_line;
        }
        job(line, stop);
    }
}

Result<void> LiveCompanion::pair(std::string_view invitation, const std::string& name) {
    TAPPAY_CHECK(m_pairing.begin(invitation, name));
    set([&] {
        m_pairingView = {};
        m_pairingView.stage = PairingView::Stage::Sending;
        m_pairingView.name = name;
        m_failure.reset();
    });
    return {};
}

void LiveCompanion::stopPairing() {
    set([this] {
        using enum PairingView::Stage;
        if (m_pairingView.stage != Sending && m_pairingView.stage != Comparing) return;
        m_pairingView = {};
        (void)m_pairing.drop();
    });
}

void LiveCompanion::leave() {
    set([this] { m_leaving = true; });
    add([this](const LinePtr& line, const std::stop_token& stop) {
        const auto left = line ? line->devices.leave(Deadline::in(kToTell, stop)) : Result<void>();
        const auto code = left ? FailureCode::PhoneRevoked : left.error().code;
        // Whom the back end doesn't know any more has left.
        const bool gone = isStanding(code);
        if (gone) forgetAll();
        set([&] {
            m_leaving = false;
            m_failure = gone ? std::nullopt : std::optional(left.error());
        });
    });
}

void LiveCompanion::forget() {
    add([this](const LinePtr&, const std::stop_token&) {
        forgetAll();
        set([this] { m_failure.reset(); });
    });
}

void LiveCompanion::dismiss() {
    set([this] {
        m_pairingView.ended.reset();
        if (m_failure && !isStanding(m_failure->code)) m_failure.reset();
    });
}

void LiveCompanion::forgetAll() {
    const std::scoped_lock lock(m_mutex);
    if (m_line) m_line->over.request_stop();
    m_line.reset();
    if (const auto gone = m_store->forget(); !gone) m_around.log.failure("phone", gone.error());
    (void)m_inbox.load();
    m_pairingView = {};
    m_devices.clear();
    m_adding = {};
    m_current.clear();
    m_looked.clear();
    m_talk = {};
    m_answered = false;
    m_reachable = true;
}

}  // namespace tappay::companion
