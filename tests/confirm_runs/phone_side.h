#pragma once

#include <optional>

#include "companion/device_steps.h"
#include "companion/pairing_steps.h"
#include "companion/signing_steps.h"
#include "confirm/device_on_desk.h"
#include "confirm_runs/relay.h"

namespace tappay::test {

// The device lies on the desk, or not.
class DeskFinder final : public confirm::DeviceFinder {
public:
    explicit DeskFinder(simulator::device::PivCard& device) : m_device(device) {}
    Result<std::vector<confirm::FoundDevice>> find(const Deadline& deadline) override;
    Result<std::unique_ptr<apdu::Card>> connect(const confirm::FoundDevice& place,
                                                const confirm::DeviceKeys& keys,
                                                const Deadline& deadline) override;

private:
    simulator::device::PivCard& m_device;
};

// What the person with the phone does when a confirmation is shown.
enum class Person : std::uint8_t { Confirms, Refuses, SeesAnotherCode, Reports, LooksAway };

// The phone of a run, with its device and its owner.
class PhoneSide {
public:
    // References outlive this.
    PhoneSide(simulator::device::PivCard& device, link::HttpSession& wire, const Clock& clock,
              Dice& dice, std::filesystem::path directory);

    companion::PairingSteps pairing() { return {*m_store, m_clock}; }
    [[nodiscard]] link::HttpSession& way() { return m_relay; }
    // Once paired: brings the device, and says its id.
    std::string addDevice();

    void restart();
    // Asks for what is new.
    void look();
    // Goes one step on with what is shown.
    void act(Person person);
    // What the phone shows of it; nothing when it has never heard of it.
    [[nodiscard]] std::optional<companion::InboxEntry> shown(const std::string& key) const;
    // How often its owner has asked the device for a signature.
    [[nodiscard]] unsigned asked() const { return m_asked; }

    unsigned trouble = 0;  // of a hundred calls

private:
    void begin();
    void riseIfDead();
    void open();  // what can be once it is paired
    void sign(const companion::InboxEntry& entry);

    simulator::device::PivCard& m_device;
    DeskFinder m_finder;
    const Clock& m_clock;
    Dice& m_dice;
    Deathbed m_deathbed;
    Relay m_relay;
    std::unique_ptr<companion::PhoneStore> m_store;
    std::unique_ptr<companion::Inbox> m_inbox;
    std::unique_ptr<companion::PhoneCaller> m_caller;
    std::optional<companion::ConfirmSteps> m_steps;
    std::optional<companion::SigningSteps> m_signing;
    unsigned m_asked = 0;
};

}  // namespace tappay::test
