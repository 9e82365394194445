#include "terminal/card_search.h"

#include <algorithm>

namespace tappay::terminal {

namespace {

bool isAt(const card::Snapshot& snapshot, const card::CardPlace& place) {
    return std::ranges::any_of(snapshot.readers, [&](const card::ReaderState& reader) {
        return reader.name == place.reader && reader.cardPresent && reader.events == place.events;
    });
}

}  // namespace

std::chrono::system_clock::time_point onScreen(const Clock& clock,
                                               std::chrono::steady_clock::time_point at) {
    const auto left = at - std::chrono::steady_clock::now();
    return clock.now() + std::chrono::duration_cast<std::chrono::system_clock::duration>(left);
}

Result<CardSearch::Found> CardSearch::find(const CardCall& call, const std::stop_token& stop) {
    const auto deadline = Deadline::in(call.time, stop);
    ask(call, deadline);
    if (const auto before = place(); before && call.afterRemoval)
        (void)m_world.readers.waitForRemoval(*before, deadline);
    const card::WantedCards wanted{
        .contact = call.insert, .contactless = call.tap, .onSeveral = [&](bool several) {
            show(several ? Stage::OneCardOnly : call.stage);
        }};
    std::optional<Failure> last;
    for (;;) {
        const auto found = m_world.readers.waitForCard(wanted, deadline);
        if (!found && found.error().code == FailureCode::CardTimeout && last)
            return std::unexpected(*last);
        if (!found) return std::unexpected(found.error());
        remember(*found);
        auto connected = m_world.readers.connect(*found);
        if (connected) {
            m_payments.show(m_id, [&](Record& record) {
                record.shown.interface = found->contactless ? "contactless" : "contact";
                record.shown.failure.reset();
                record.shown.deadline.reset();
                record.shown.acceptsTap = record.shown.acceptsInsert = false;
                record.shown.stage = Stage::KeepCard;
                record.shown.lights = 2;
            });
            return Found{std::move(*connected), found->contactless};
        }
        last = connected.error();
        show(call.stage);
        TAPPAY_CHECK(waitForBetter(*found, *last, deadline));
    }
}

void CardSearch::ask(const CardCall& call, const Deadline& deadline) {
    m_payments.show(m_id, [&](Record& record) {
        record.shown.stage = call.stage;
        record.shown.lights = 1;
        record.shown.acceptsTap = call.tap;
        record.shown.acceptsInsert = call.insert;
        record.shown.pin.reset();
        record.shown.deadline = onScreen(m_world.clock, deadline.at);
    });
}

void CardSearch::show(Stage stage) {
    m_payments.show(m_id, [&](Record& record) { record.shown.stage = stage; });
}

// Something the cardholder can put right while the payment waits: a card upside down, or gone again
// at once. Anything else ends the wait.
Result<void> CardSearch::waitForBetter(const card::CardPlace& place, const Failure& failure,
                                       const Deadline& deadline) {
    if (failure.code != FailureCode::CardUnresponsive && failure.code != FailureCode::CardRemoved &&
        failure.code != FailureCode::CardChanged)
        return std::unexpected(failure);
    m_payments.show(m_id, [&](Record& record) { record.shown.failure = failure; });
    (void)m_world.readers.waitForRemoval(place, deadline);
    if (deadline.cancelled()) return fail(FailureCode::Cancelled);
    if (deadline.passed()) return std::unexpected(failure);
    return {};
}

void CardSearch::remember(const card::CardPlace& place) {
    const std::lock_guard lock(m_mutex);
    m_place = place;
}

std::optional<card::CardPlace> CardSearch::place() const {
    const std::lock_guard lock(m_mutex);
    return m_place;
}

bool CardSearch::isIn(const card::Snapshot& snapshot) const {
    const auto last = place();
    return last && isAt(snapshot, *last);
}

bool CardSearch::isMissed(const card::Snapshot& snapshot) const {
    const auto last = place();
    return last && !last->contactless && !isAt(snapshot, *last);
}

}  // namespace tappay::terminal
