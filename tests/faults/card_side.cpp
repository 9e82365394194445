#include "faults/card_side.h"

#include "simulator/card/transport.h"

namespace tappay::faults {

namespace {

constexpr auto kReader = "Test Reader 00 00";
constexpr std::uint8_t kGetResponse = 0xC0;

std::uint16_t lengthIn(std::uint16_t sw) {
    return static_cast<std::uint16_t>(sw & 0xFF);
}

std::string nameOf(const apdu::Command& command) {
    const std::uint8_t octets[] = {command.cla, command.ins, command.p1, command.p2};
    return toHex(octets);
}

}  // namespace

// One power-up of the card, with what a PC/SC driver does for T=0.
class CardSide::PoweredCard final : public apdu::Card {
public:
    PoweredCard(CardSide& side, const card::CardPlace& place, const simulator::CardState& state)
        : m_side(side),
          m_place(place),
          m_card(
              side.m_profile, state, side.m_random,
              [this](const simulator::CardState& changed) {
                  const std::lock_guard lock(m_side.m_mutex);
                  m_side.m_state = changed;
              },
              place.contactless ? simulator::Interface::Contactless
                                : simulator::Interface::Contact),
          m_transport(m_card),
          m_atr(m_transport.reset()) {}

    Result<apdu::Response> transmit(const apdu::Command& command) override {
        auto sent = command;
        const bool byteProtocol = m_card.profile().byteProtocol && !m_place.contactless;
        if (byteProtocol && !sent.data.empty()) sent.le.reset();
        TAPPAY_TRY(response, exchangeWithLe(sent));
        while (response.sw >> 8 == 0x61) {
            apdu::Command more;
            more.ins = kGetResponse;
            more.le = lengthIn(response.sw);
            TAPPAY_TRY(piece, exchangeWithLe(more));
            append(response.data, piece.data);
            response.sw = piece.sw;
        }
        return response;
    }
    [[nodiscard]] Bytes atr() const override { return m_atr; }

private:
    Result<apdu::Response> exchangeWithLe(apdu::Command command) {
        TAPPAY_TRY(response, exchange(command));
        if (response.sw >> 8 != 0x6C || !command.data.empty()) return response;
        command.le = lengthIn(response.sw);
        return exchange(command);
    }
    Result<apdu::Response> exchange(const apdu::Command& command) {
        TAPPAY_CHECK(reach(Point::CardAsked, nameOf(command)));
        const auto answer = m_transport.process(command.encode());
        TAPPAY_CHECK(reach(Point::CardAnswered, nameOf(command)));
        return apdu::parseResponse(answer);
    }
    Result<void> reach(Point point, const std::string& what) {
        if (!m_side.m_fate.on(Part::Terminal) || !m_side.in(m_place))
            return fail(FailureCode::CardRemoved, "no power");
        const auto cut = m_side.m_fate.reach(point, what);
        if (cut && cut->part == Part::Card) m_side.remove();
        if (!m_side.m_fate.on(Part::Terminal) || !m_side.in(m_place))
            return fail(FailureCode::CardRemoved, "torn");
        return {};
    }

    CardSide& m_side;
    const card::CardPlace m_place;
    simulator::VirtualCard m_card;
    simulator::Transport m_transport;
    Bytes m_atr;
};

CardSide::CardSide(std::shared_ptr<const simulator::CardProfile> profile, Random& random,
                   Fate& fate)
    : m_profile(std::move(profile)),
      m_random(random),
      m_fate(fate),
      m_state(simulator::freshState(*m_profile)) {}

void CardSide::insert(bool contactless) {
    std::unique_lock lock(m_mutex);
    if (m_present) return;
    m_present = true;
    m_contactless = contactless;
    // Who brings a phone back has confirmed what it asked.
    if (contactless)
        for (auto& [aid, application] : m_state.applications)
            application.deviceConfirmed = application.deviceAsked;
    moved(std::move(lock));
}

void CardSide::remove() {
    std::unique_lock lock(m_mutex);
    if (!m_present) return;
    m_present = false;
    moved(std::move(lock));
}

void CardSide::moved(std::unique_lock<std::mutex> lock) {
    ++m_events;
    m_change.notify_all();
    const auto listener = m_listener;
    const auto seen = now();
    lock.unlock();
    if (listener) listener(seen);
}

bool CardSide::in(const card::CardPlace& place) const {
    const std::lock_guard lock(m_mutex);
    return m_present && place.events == m_events;
}

simulator::CardState CardSide::state() const {
    const std::lock_guard lock(m_mutex);
    return m_state;
}

card::Snapshot CardSide::now() const {
    card::ReaderState reader;
    reader.name = kReader;
    reader.cardPresent = m_present;
    reader.atr = m_contactless ? m_profile->contactlessAtr : m_profile->atr;
    reader.events = m_events;
    reader.contactless = m_contactless;
    return {true, {reader}};
}

card::Snapshot CardSide::snapshot() const {
    const std::lock_guard lock(m_mutex);
    return now();
}

void CardSide::onChange(std::function<void(const card::Snapshot&)> listener) {
    const std::lock_guard lock(m_mutex);
    m_listener = std::move(listener);
}

Result<card::CardPlace> CardSide::waitForCard(const card::WantedCards& wanted,
                                              const Deadline& deadline) {
    std::unique_lock lock(m_mutex);
    const auto there = [&] {
        return m_present && (m_contactless ? wanted.contactless : wanted.contact);
    };
    m_change.wait_until(lock, deadline.stop, deadline.at, there);
    if (deadline.cancelled()) return fail(FailureCode::Cancelled);
    if (!there()) return fail(FailureCode::CardTimeout);
    return card::CardPlace{kReader, m_events, m_contactless};
}

bool CardSide::waitForRemoval(const card::CardPlace& place, const Deadline& deadline) {
    std::unique_lock lock(m_mutex);
    return m_change.wait_until(lock, deadline.stop, deadline.at,
                               [&] { return !m_present || m_events != place.events; });
}

Result<std::unique_ptr<apdu::Card>> CardSide::connect(const card::CardPlace& place) {
    simulator::CardState state;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_present || place.events != m_events) return fail(FailureCode::CardChanged);
        state = m_state;
    }
    return std::make_unique<PoweredCard>(*this, place, state);
}

}  // namespace tappay::faults
