#include "agent/order_opening.h"

#include <utility>

namespace tappay::agent {

namespace {
constexpr std::chrono::seconds kWait{8};  // a caller waits for ten
}

OrderOpening::~OrderOpening() {
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

void OrderOpening::start(const std::string& order, Done done) {
    if (m_running) return done(fail(FailureCode::Busy, "another checkout.open"));
    m_running = true;
    // Assigning joins the thread of the one before, which is over.
    m_thread = std::jthread([this, order, done = std::move(done)](const std::stop_token& stop) {
        auto opened = m_terminal.openCheckout(order, Deadline::in(kWait, stop));
        QMetaObject::invokeMethod(
            this,
            [this, done, opened = std::move(opened)] {
                m_running = false;
                done(opened);
            },
            Qt::QueuedConnection);
    });
}

}  // namespace tappay::agent
