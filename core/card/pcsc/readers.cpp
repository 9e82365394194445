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

std::vector<const ReaderState*> findCards(const Snapshot& snapshot, const WantedCards& wanted) {
    std::vector<const ReaderState*> found;
    for (const auto& reader : snapshot.readers)
        if (reader.cardPresent && !reader.cardMute &&
            (reader.contactless ? wanted.contactless : wanted.contact))
            found.push_back(&reader);
    return found;
}

class PcscReaders final : public Readers {
public:
    PcscReaders(const Log& log, const PinPadTimes& pinPad)
        : m_log(log),
          m_pinPad(pinPad),
          m_watcher([this](Snapshot snapshot) { take(std::move(snapshot)); }, m_log) {}

    [[nodiscard]] Snapshot snapshot() const override {
        const std::scoped_lock lock(m_mutex);
        return m_snapshot;
    }

    void onChange(std::function<void(const Snapshot&)> listener) override {
        const std::scoped_lock lock(m_listenerMutex);
        m_listener = std::move(listener);
    }

    Result<CardPlace> waitForCard(const WantedCards& wanted, const Deadline& deadline) override {
        std::unique_lock lock(m_mutex);
        bool several = false;
        const auto news = [&] {
            const auto count = findCards(m_snapshot, wanted).size();
            return count == 1 || several != (count > 1);
        };
        while (waitUntil(lock, deadline, news)) {
            const auto found = findCards(m_snapshot, wanted);
            if (found.size() == 1)
                return CardPlace{found[0]->name, found[0]->events, found[0]->contactless};
            several = found.size() > 1;
            lock.unlock();
            if (wanted.onSeveral) wanted.onSeveral(several);
            lock.lock();
        }
        if (deadline.cancelled()) return fail(FailureCode::Cancelled, "waiting for a card");
        if (!m_snapshot.serviceRunning) return fail(FailureCode::ReaderServiceDown);
        if (m_snapshot.readers.empty()) return fail(FailureCode::ReaderMissing);
        return fail(FailureCode::CardTimeout, several ? "several cards" : "");
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
        return PcscCard::connect(place, m_pinPad);
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
    const PinPadTimes m_pinPad;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    Snapshot m_snapshot;
    std::mutex m_listenerMutex;
    std::function<void(const Snapshot&)> m_listener;
    Watcher m_watcher;  // last: its thread uses all of the above
};

}  // namespace

std::unique_ptr<Readers> watchPcscReaders(const Log& log, const PinPadTimes& pinPad) {
    return std::make_unique<PcscReaders>(log, pinPad);
}

}  // namespace tappay::card
