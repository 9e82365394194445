// The part of the companion that waits for what the back end has to tell.
#include "companion/live_companion.h"
#include "link/http_session.h"

namespace tappay::companion {

using protocol::PairingState;

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kWait{25}, kAnswer{15};
constexpr auto kBetweenLooks = 1000ms;  // at a pairing that the person decides
constexpr auto kAfterTrouble = 2000ms;  // and longer each time, up to
constexpr auto kLongestPause = 15'000ms;
constexpr auto kWhenTurnedAway = 30'000ms;

bool isUnreachable(FailureCode failure) {
    return failure == FailureCode::HostUnreachable || failure == FailureCode::HostTimeout;
}

}  // namespace

Result<void> LiveCompanion::connectPaired() {
    TAPPAY_TRY(phone, m_store->phone());
    TAPPAY_TRY(key, m_store->key());
    if (!phone || !key) return {};
    TAPPAY_TRY(session, m_around.connect(phone->backEnd));
    TAPPAY_TRY(caller,
               PhoneCaller::create(*phone, std::move(*key), *session, *m_store, m_around.clock));
    auto line = std::make_shared<Line>(std::move(session), std::move(caller), m_inbox, *m_store);
    const std::scoped_lock lock(m_mutex);
    m_line = std::move(line);
    m_pairingView = {};
    m_pairingView.stage = PairingView::Stage::Paired;
    m_pairingView.name = phone->name;
    m_pairingView.phone = phone->phone;
    m_pairingView.backEnd = phone->backEnd;
    m_pairingView.holder = phone->holder;
    return {};
}

void LiveCompanion::pause(std::chrono::milliseconds time, const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    const auto line = m_line;
    const auto stage = m_pairingView.stage;
    m_wake.wait_for(lock, stop, time,
                    [&] { return m_line != line || m_pairingView.stage != stage; });
}

void LiveCompanion::watch(const std::stop_token& stop) {
    auto trouble = kAfterTrouble;
    while (!stop.stop_requested()) {
        if (watchOnce(stop)) {
            trouble = kAfterTrouble;
            continue;
        }
        bool turnedAway = false;
        {
            const std::scoped_lock lock(m_mutex);
            turnedAway = m_failure && isStanding(m_failure->code);
        }
        pause(turnedAway ? kWhenTurnedAway : trouble, stop);
        trouble = std::min(trouble * 2, kLongestPause);
    }
}

// False when it is not worth asking again at once.
bool LiveCompanion::watchOnce(const std::stop_token& stop) {
    PairingView::Stage stage{};
    {
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, stop,
                    [this] { return m_line || m_pairingView.stage != PairingView::Stage::None; });
        stage = m_pairingView.stage;
    }
    if (stop.stop_requested()) return true;
    if (const auto line = this->line()) return poll(line, stop);
    return stage == PairingView::Stage::None || followPairing(stop);
}

bool LiveCompanion::followPairing(const std::stop_token& stop) {
    const auto pairing = m_pairing.open();
    if (!pairing || !*pairing) return true;  // given up meanwhile
    if (!m_pairingSession) {
        auto session = m_around.connect((*pairing)->invitation.backEnd);
        if (!session) {
            pairingFailed(session.error());
            return false;
        }
        m_pairingSession = std::move(*session);
    }
    bool sending = false;
    {
        const std::scoped_lock lock(m_mutex);
        sending = m_pairingView.stage == PairingView::Stage::Sending;
    }
    const auto deadline = Deadline::in(kAnswer, stop);
    const auto state = sending ? m_pairing.answer(*m_pairingSession, deadline)
                               : m_pairing.look(*m_pairingSession, deadline);
    if (!state) {
        pairingFailed(state.error());
        return false;
    }
    if (*state == PairingState::Answered) {
        const auto code = m_pairing.code();
        if (sending && code)
            set([&] {
                m_reachable = true;
                m_pairingView.code = *code;
                m_pairingView.stage = PairingView::Stage::Comparing;
            });
        pause(kBetweenLooks, stop);
        return true;
    }
    m_pairingSession.reset();
    (void)m_inbox.load();
    if (*state == PairingState::Accepted) {
        const auto connected = connectPaired();
        set([&] {
            if (!connected) m_failure = connected.error();
        });
    } else {
        set([&] {
            m_pairingView = {};
            m_pairingView.ended = *state;
        });
    }
    return true;
}

void LiveCompanion::pairingFailed(const Failure& failure) {
    m_around.log.failure("phone", failure);
    m_pairingSession.reset();
    if (isUnreachable(failure.code)) return set([this] { m_reachable = false; });
    // Not the back end of the code, another phone was faster, or the like: there is no going on.
    set([&] {
        if (m_line) return;
        (void)m_pairing.drop();
        m_pairingView = {};
        m_failure = failure;
    });
}

bool LiveCompanion::poll(const LinePtr& line, const std::stop_token& stop) {
    bool atOnce = false;
    {
        const std::scoped_lock lock(m_mutex);
        atOnce = !m_reachable || !m_answered;
    }
    auto over = line->over;
    const std::stop_callback chained(stop, [&over] { over.request_stop(); });
    const auto wait = atOnce ? std::chrono::seconds(0) : kWait;
    const auto news = line->steps.poll(wait, Deadline::in(wait + kAnswer, over.get_token()));
    if (stop.stop_requested() || this->line() != line) return true;
    if (news) {
        set([this] {
            m_reachable = m_answered = true;
            if (m_failure &&
                (isStanding(m_failure->code) || m_failure->code == FailureCode::HostAnswerInvalid))
                m_failure.reset();
        });
        followInbox();
        return true;
    }
    m_around.log.failure("phone", news.error());
    set([&] {
        m_reachable = !isUnreachable(news.error().code);
        if (m_reachable) m_failure = news.error();
    });
    followInbox();
    return false;
}

void LiveCompanion::followInbox() {
    std::string look;
    set([&] {
        choose();
        const auto now = current();
        if (!now) return;
        // Withdrawn or over: no device is waited for any more.
        if (now->stage == CurrentConfirmation::Stage::Done &&
            m_talk.stage != CurrentConfirmation::Stage::Shown)
            m_deviceStop.request_stop();
        if (m_looked.contains(m_current) && now->entry.told.state < State::Opened) look = m_current;
    });
    if (!look.empty()) open(look);
    deliverDue();
}

}  // namespace tappay::companion
