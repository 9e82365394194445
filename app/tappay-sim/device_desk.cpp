#include "device_desk.h"

#include <algorithm>
#include <array>
#include <iostream>

namespace tappay::sim {

namespace {

namespace device = simulator::device;

// What its display shows, each line marked; one mark alone when it is dark.
void print(const std::string& shown) {
    std::string lines = "display: " + shown + "\n";
    for (auto at = lines.find('\n'); at + 1 < lines.size(); at = lines.find('\n', at + 1))
        lines.insert(at + 1, "display: ");
    std::cout << lines << std::flush;
}

bool isOfBluetooth(const std::string& word) {
    static constexpr std::array<std::string_view, 4> kPlaces{"near", "away", "on", "off"};
    return device::linkFaultOf(word) || std::ranges::find(kPlaces, word) != kPlaces.end();
}

}  // namespace

DeviceDesk::DeviceDesk(device::Identity identity, const Options& options)
    : m_options(options),
      m_card(std::move(identity), option("display") == "on", option("dir") + "/memory") {
    m_card.onShown(print);
    m_place.name = option("name", m_place.name);
    m_place.address = option("address", m_place.address);
}

std::string DeviceDesk::option(const char* name, const std::string& otherwise) const {
    const auto found = m_options.find(name);
    return found == m_options.end() ? otherwise : found->second;
}

Result<void> DeviceDesk::begin() {
    if (m_options.contains("reader")) TAPPAY_CHECK(insert());
    if (m_options.contains("bluetooth")) TAPPAY_CHECK(announce());
    return {};
}

Result<void> DeviceDesk::insert() {
    m_plug.reset();
    TAPPAY_TRY(plug, device::ReaderPlug::plug(option("reader"), m_card));
    m_plug = std::move(plug);
    return {};
}

Result<void> DeviceDesk::announce() {
    TAPPAY_TRY(bluetooth, device::VirtualBluetooth::start(option("bluetooth")));
    TAPPAY_CHECK(bluetooth->add(m_place, m_card, device::KnownPhones(option("dir") + "/phones")));
    m_bluetooth = std::move(bluetooth);
    return {};
}

Result<void> DeviceDesk::follow(const std::string& word) {
    if (word == "insert") return insert();
    if (word == "remove") {
        m_plug.reset();
        return {};
    }
    if (m_bluetooth && isOfBluetooth(word)) return m_bluetooth->follow(m_place.address, word);
    return m_card.follow(word);
}

}  // namespace tappay::sim
