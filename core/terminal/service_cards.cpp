#include "emv/card_facts.h"
#include "terminal/service.h"

// Who has the cards: a payment, or something that is none.
namespace tappay::terminal {

Result<void> Service::cardsAreFree() const {
    if (!m_worker->isFree()) return fail(FailureCode::Busy, "a payment is running");
    if (!m_cardsHeld.expired()) return fail(FailureCode::Busy, "a card is being added");
    return {};
}

Result<std::shared_ptr<void>> Service::holdCards() {
    const std::lock_guard lock(m_startMutex);
    TAPPAY_CHECK(cardsAreFree());
    {
        const std::lock_guard reading(m_readingMutex);
        m_reading.request_stop();
    }
    std::shared_ptr<void> hold = std::make_shared<bool>(true);
    m_cardsHeld = hold;
    return hold;
}

Result<std::vector<std::pair<std::string, std::string>>> Service::readCard(
    const Deadline& deadline) {
    const auto parameters = m_world.standing.parameters();
    if (!parameters) return fail(FailureCode::NotEnrolled, "no parameters yet");
    std::stop_source stop;
    {
        const std::lock_guard lock(m_startMutex);
        TAPPAY_CHECK(cardsAreFree());
        const std::lock_guard reading(m_readingMutex);
        m_reading = stop;
    }
    const auto byCaller = std::stop_callback(deadline.stop, [&] { stop.request_stop(); });
    const auto byEnd = std::stop_callback(m_shutdown.get_token(), [&] { stop.request_stop(); });
    const std::unique_lock card(m_worker->cardMutex(), std::try_to_lock);
    if (!card) return fail(FailureCode::Busy, "the card is in use");
    TAPPAY_TRY(place, m_world.readers.waitForCard({}, {deadline.at, stop.get_token()}));
    TAPPAY_TRY(connected, m_world.readers.connect(place));
    return emv::readCardFacts(parameters->kernel, *connected);
}

}  // namespace tappay::terminal
