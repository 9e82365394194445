#include "simulator/card/virtual_card.h"

#include <algorithm>

namespace tappay::simulator {
namespace {

using apdu::Command;
using apdu::Response;

constexpr std::string_view kDirectoryName = "1PAY.SYS.DDF01";
constexpr std::string_view kProximityDirectoryName = "2PAY.SYS.DDF01";
constexpr std::uint8_t kDirectoryFile = 1;

bool startsWith(ByteView whole, ByteView start) {
    return whole.size() >= start.size() && std::ranges::equal(whole.first(start.size()), start);
}

Bytes directoryEntry(const ApplicationProfile& application) {
    Bytes entry;
    tlv::appendItem(entry, 0x4F, application.aid);
    tlv::appendItem(entry, 0x50, asBytes(application.label));
    if (application.preferredNameTable != 0)
        tlv::appendItem(entry, 0x9F12, asBytes(application.preferredName));
    const Bytes priority{application.priority};
    tlv::appendItem(entry, 0x87, priority);
    return tlv::encode(0x61, entry);
}

}  // namespace

VirtualCard::VirtualCard(std::shared_ptr<const CardProfile> profile, CardState state,
                         Random& random, std::function<void(const CardState&)> persist,
                         Interface interface)
    : m_profile(std::move(profile)), m_state(std::move(state)), m_interface(interface) {
    for (const auto& application : m_profile->applications) {
        if (m_interface == Interface::Contactless && !application.contactless) continue;
        m_applications.push_back(std::make_unique<Application>(
            application, m_state.applications[toHex(application.aid)], m_state, random, m_interface,
            [this, persist] { persist(m_state); }));
    }
}

Bytes VirtualCard::reset() {
    m_selected = nullptr;
    m_directorySelected = false;
    m_lastName.clear();
    m_next = 0;
    return m_interface == Interface::Contact ? m_profile->atr : m_profile->contactlessAtr;
}

Response VirtualCard::process(const Command& command) {
    if (command.cla == 0x00 && command.ins == 0xA4) return select(command);
    if (m_directorySelected && command.cla == 0x00 && command.ins == 0xB2)
        return readDirectory(command);
    if (m_selected) return m_selected->process(command);
    return status(0x6D00);
}

Response VirtualCard::select(const Command& command) {
    if (m_state.blocked) return status(0x6A81);
    if (command.p1 != 0x04 || (command.p2 != 0x00 && command.p2 != 0x02)) return status(0x6A86);
    const bool next = command.p2 == 0x02;
    const bool contact = m_interface == Interface::Contact;
    if (!next && m_profile->directory && contact &&
        std::ranges::equal(command.data, asBytes(kDirectoryName)))
        return selectDirectory();
    if (!next && m_profile->directory && !contact &&
        std::ranges::equal(command.data, asBytes(kProximityDirectoryName)))
        return selectProximityDirectory();
    if (command.data.size() < 5 || command.data.size() > 16) return status(0x6A82);
    if (!next || m_lastName != command.data) m_next = 0;
    m_lastName = command.data;
    while (m_next < m_applications.size()) {
        auto& application = *m_applications[m_next++];
        if (!startsWith(application.profile().aid, command.data)) continue;
        m_selected = &application;
        m_directorySelected = false;
        return application.select();
    }
    return status(0x6A82);
}

Response VirtualCard::selectDirectory() {
    m_selected = nullptr;
    m_directorySelected = true;
    Bytes proprietary, information;
    const Bytes file{kDirectoryFile};
    tlv::appendItem(proprietary, 0x88, file);
    tlv::appendItem(proprietary, 0x5F2D, asBytes(m_profile->applications.front().language));
    tlv::appendItem(information, 0x84, asBytes(kDirectoryName));
    tlv::appendItem(information, 0xA5, proprietary);
    return answer(tlv::encode(0x6F, information));
}

// The entries come at once, in the order of their priority (EMV Contactless Book B, 3.3.1).
Response VirtualCard::selectProximityDirectory() {
    m_selected = nullptr;
    m_directorySelected = false;
    // Priority 1 is the highest, and 0 is none.
    std::vector<std::pair<int, std::size_t>> order;
    for (std::size_t i = 0; i < m_applications.size(); ++i)
        order.emplace_back((m_applications[i]->profile().priority + 15) & 0x0F, i);
    std::ranges::sort(order);
    Bytes entries, proprietary, information;
    for (const auto& [priority, index] : order)
        append(entries, directoryEntry(m_applications[index]->profile()));
    tlv::appendItem(proprietary, 0xBF0C, entries);
    tlv::appendItem(information, 0x84, asBytes(kProximityDirectoryName));
    tlv::appendItem(information, 0xA5, proprietary);
    return answer(tlv::encode(0x6F, information));
}

Response VirtualCard::readDirectory(const Command& command) {
    if (command.p2 != (kDirectoryFile << 3 | 4)) return status(0x6A82);
    if (command.p1 == 0 || command.p1 > m_profile->applications.size()) return status(0x6A83);
    return answer(tlv::encode(0x70, directoryEntry(m_profile->applications[command.p1 - 1U])));
}

}  // namespace tappay::simulator
