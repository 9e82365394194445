#include "confirm_runs/phone_side.h"

#include <algorithm>

namespace tappay::test {

using protocol::ConfirmationReason;
using protocol::ConfirmationState;

namespace {

using namespace std::chrono_literals;

const SecretBytes& pin() {
    static const SecretBytes kPin(asBytes("123456"));
    return kPin;
}

Deadline soon() {
    return Deadline::in(15s);
}

}  // namespace

Result<std::vector<confirm::FoundDevice>> DeskFinder::find(const Deadline&) {
    return std::vector<confirm::FoundDevice>{{confirm::DeviceWay::Reader, "desk", "desk"}};
}

Result<std::unique_ptr<apdu::Card>> DeskFinder::connect(const confirm::FoundDevice&,
                                                        const confirm::DeviceKeys&,
                                                        const Deadline&) {
    return std::make_unique<DeviceOnDesk>(m_device);
}

PhoneSide::PhoneSide(simulator::device::PivCard& device, link::HttpSession& wire,
                     const Clock& clock, Dice& dice, std::filesystem::path directory)
    : m_device(device),
      m_finder(device),
      m_clock(clock),
      m_dice(dice),
      m_deathbed(std::move(directory)),
      m_relay(wire, dice, m_deathbed, trouble) {
    begin();
}

void PhoneSide::begin() {
    m_store = companion::PhoneStore::open(m_deathbed.directory()).value();
    m_inbox = std::make_unique<companion::Inbox>(*m_store);
    m_inbox->load().value();
    if (m_store->phone().value()) open();
}

void PhoneSide::open() {
    m_caller = companion::PhoneCaller::create(*m_store->phone().value(), *m_store->key().value(),
                                              m_relay, *m_store, m_clock)
                   .value();
    m_steps.emplace(*m_caller, *m_inbox);
    m_signing.emplace(*m_steps, *m_inbox, *m_store);
}

void PhoneSide::restart() {
    m_deathbed.die();
    riseIfDead();
}

void PhoneSide::riseIfDead() {
    if (!m_deathbed.isDead()) return;
    m_signing.reset();
    m_steps.reset();
    m_caller.reset();
    m_inbox.reset();
    m_store.reset();
    m_deathbed.rise();
    begin();
}

std::string PhoneSide::addDevice() {
    if (!m_caller) open();
    companion::DeviceSteps steps(*m_caller, *m_store);
    const companion::DeviceReach reach{m_finder, m_caller->key(), {}, m_clock};
    return steps
        .add(reach, {confirm::DeviceWay::Reader, "desk", "desk"}, "Key on the ring", pin(), {},
             soon())
        .value()
        .id;
}

void PhoneSide::look() {
    (void)m_steps->poll(0s, soon());
    riseIfDead();
}

std::optional<companion::InboxEntry> PhoneSide::shown(const std::string& key) const {
    for (auto& entry : m_inbox->entries())
        if (entry.told.key == key) return entry;
    return std::nullopt;
}

void PhoneSide::act(Person person) {
    const auto entries = m_inbox->entries();
    const auto open = std::ranges::find_if(entries, [](const companion::InboxEntry& entry) {
        return entry.told.state < ConfirmationState::Signed;
    });
    if (open == entries.end() || person == Person::LooksAway) return;
    const auto& id = open->told.id;
    if (open->told.state < ConfirmationState::Opened) {
        (void)m_steps->opened(id, soon());
    } else if (person == Person::Confirms) {
        sign(*open);
    } else if (person == Person::Reports) {
        (void)m_steps->reported(id, soon());
    } else {
        (void)m_steps->refused(id,
                               person == Person::Refuses ? ConfirmationReason::Person
                                                         : ConfirmationReason::CodeDiffers,
                               soon());
    }
    riseIfDead();
}

void PhoneSide::sign(const companion::InboxEntry& entry) {
    companion::DeviceTalk talk;
    talk.beforeAsking = [&]() -> Result<void> {
        if (m_dice.inHundred(trouble / 4)) m_deathbed.die();
        // Who is dead asks nobody.
        if (m_deathbed.isDead()) return fail(FailureCode::Cancelled, "killed");
        ++m_asked;
        return {};
    };
    // A device that nobody answers at is given a moment, not a minute.
    const auto deadline = m_device.script().button == simulator::device::Script::Button::Nothing
                              ? Deadline::in(300ms)
                              : soon();
    const companion::DeviceReach reach{m_finder, m_caller->key(), {}, m_clock};
    const auto device = m_store->devices().value().front();
    const auto end = m_signing->sign(reach, entry.told.id, device, pin(), talk, deadline);
    riseIfDead();
    // Tries again next time, or has had enough.
    const bool isOpen = !end.state || *end.state < ConfirmationState::Signed;
    if (end.failure && isOpen && m_dice.inHundred(30))
        (void)m_signing->giveUp(entry.told.id, end.failure->code, soon());
}

}  // namespace tappay::test
