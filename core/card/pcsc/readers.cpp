#include "card/pcsc/readers.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "card/pcsc/pcsc_card.h"
#include "card/pcsc/watcher.h"

namespace tappay::card {
namespace {

const ReaderState* findReader(const Snapshot& snapshot, const std::string& name) {
    const auto it = std::ranges::find(snapshot.readers, name, &ReaderState::name);
    return it == snapshot.readers.end() ? nullptr : &*it;
}

const ReaderState* findCard(const Snapshot& snapshot) {
    const auto it = std::ranges::find_if(snapshot.readers, [](const ReaderState& reader) {
        return reader.cardPresent && !reader.cardMute;
    });
    return it == snapshot.readers.end() ? nullptr : &*it;
}

class PcscReaders final : public Readers {
public:
    explicit PcscReaders(const Log& log)
        : m_log(log), m_watcher([this](Snapshot snapshot) { take(std::move(snapshot)); }, m_log) {}

    [[nodiscard]] Snapshot snapshot() const override {
        const std::scoped_lock lock(m_mutex);
        return m_snapshot;
    }

    void onChange(std::function<void(const Snapshot&)> listener) override {
        const std::scoped_lock lock(m_listenerMutex);
        m_listener = std::move(listener);
    }

    Result<CardPlace> waitForCard(const Deadline& deadline) override {
        std::unique_lock lock(m_mutex);
        const auto there = [this] { return findCard(m_snapshot) != nullptr; };
        if (waitUntil(lock, deadline, there)) {
            const auto* reader = findCard(m_snapshot);
            return CardPlace{reader->name, reader->events};
        }
        if (deadline.cancelled()) return fail(FailureCode::Cancelled, "waiting for a card");
        if (!m_snapshot.serviceRunning) return fail(FailureCode::ReaderServiceDown);
        if (m_snapshot.readers.empty()) return fail(FailureCode::ReaderMissing);
        return fail(FailureCode::CardTimeout);
    }

    bool waitForRemoval(const CardPlace& place, const Deadline& deadline) override {
        std::unique_lock lock(m_mutex);
        return waitUntil(lock, deadline, [&] {
            // Without the service nobody knows.
            if (!m_snapshot.serviceRunning) return false;
            const auto* reader = findReader(m_snapshot, place.reader);
            return !reader || !reader->cardPresent || reader->events != place.events;
        });
    }

    Result<std::unique_ptr<apdu::Card>> connect(const CardPlace& place) override {
        return PcscCard::connect(place);
    }

private:
    void take(Snapshot snapshot) {
        {
            const std::scoped_lock lock(m_mutex);
            m_snapshot = snapshot;
        }
        m_changed.notify_all();
        const std::scoped_lock lock(m_listenerMutex);
        if (m_listener) m_listener(snapshot);
    }

    template <typename Predicate>
    bool waitUntil(std::unique_lock<std::mutex>& lock, const Deadline& deadline,
                   Predicate predicate) {
        return m_changed.wait_until(lock, deadline.stop, deadline.at, predicate);
    }

    Log m_log;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    Snapshot m_snapshot;
    std::mutex m_listenerMutex;
    std::function<void(const Snapshot&)> m_listener;
    Watcher m_watcher;  // last: its thread uses all of the above
};

}  // namespace

std::unique_ptr<Readers> watchPcscReaders(const Log& log) {
    return std::make_unique<PcscReaders>(log);
}

}  // namespace tappay::card
