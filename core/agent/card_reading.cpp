#include "agent/card_reading.h"

#include <utility>

namespace tappay::agent {

namespace {
constexpr std::chrono::seconds kWait{30};
}

CardReading::CardReading(terminal::Terminal& terminal) : m_terminal(terminal) {}

CardReading::~CardReading() {
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

void CardReading::start(Done done) {
    if (m_running) return done(fail(FailureCode::Busy, "another card.read"));
    m_running = true;
    // Assigning joins the thread of the reading before, which is over.
    m_thread = std::jthread([this, done = std::move(done)](const std::stop_token& stop) {
        auto facts = m_terminal.readCard(Deadline::in(kWait, stop));
        QMetaObject::invokeMethod(
            this,
            [this, done, facts = std::move(facts)] {
                m_running = false;
                done(facts);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace tappay::agent
