#pragma once

#include <memory>
#include <string>

#include "options.h"
#include "simulator/device/bluetooth/virtual_bluetooth.h"
#include "simulator/device/reader_plug.h"

namespace tappay::sim {

// A virtual security device where it is used: in a reader, behind a Bluetooth service, or both.
class DeviceDesk {
public:
    explicit DeviceDesk(simulator::device::Identity identity, const Options& options);

    // Into the reader and onto the bus that the options name.
    Result<void> begin();
    // One word: what is done with it, pressed on it, or wrong with it.
    Result<void> follow(const std::string& word);

private:
    Result<void> insert();
    Result<void> announce();
    [[nodiscard]] std::string option(const char* name, const std::string& otherwise = {}) const;

    const Options m_options;
    simulator::device::PivCard m_card;
    simulator::device::BluetoothPlace m_place;
    std::unique_ptr<simulator::device::ReaderPlug> m_plug;
    std::unique_ptr<simulator::device::VirtualBluetooth> m_bluetooth;
};

}  // namespace tappay::sim
