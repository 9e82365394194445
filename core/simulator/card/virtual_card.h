#pragma once

#include <memory>

#include "simulator/card/application.h"

namespace tappay::simulator {

// A whole chip card in or at a reader: power, selection, directory, and the applications on it. One
// caller at a time.
class VirtualCard {
public:
    // `persist` is called with the new contents of the card's memory before a command is answered.
    VirtualCard(std::shared_ptr<const CardProfile> profile, CardState state, Random& random,
                std::function<void(const CardState&)> persist,
                Interface interface = Interface::Contact);
    VirtualCard(const VirtualCard&) = delete;
    VirtualCard& operator=(const VirtualCard&) = delete;

    // Cold and warm reset alike forget everything but the persistent state.
    Bytes reset();
    // One command APDU in, one response out, before the transmission protocol comes into it.
    apdu::Response process(const apdu::Command& command);
    [[nodiscard]] const CardProfile& profile() const { return *m_profile; }
    [[nodiscard]] const CardState& state() const { return m_state; }
    [[nodiscard]] Interface interface() const { return m_interface; }

private:
    apdu::Response select(const apdu::Command& command);
    apdu::Response selectDirectory();
    apdu::Response selectProximityDirectory();
    apdu::Response readDirectory(const apdu::Command& command);

    std::shared_ptr<const CardProfile> m_profile;
    CardState m_state;
    const Interface m_interface;
    std::vector<std::unique_ptr<Application>> m_applications;
    Application* m_selected = nullptr;
    bool m_directorySelected = false;
    Bytes m_lastName;        // of the last SELECT, for "next occurrence"
    std::size_t m_next = 0;  // where the search for the next occurrence begins
};

}  // namespace tappay::simulator
