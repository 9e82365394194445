#pragma once

#include "confirm/device_finder.h"

namespace tappay::confirm {

// Keys and cards in PC/SC readers, and those that are tapped on one.
class ReaderDevices final : public DeviceFinder {
public:
    // Every reader with a card in it whose PIV application answers. ReaderServiceDown.
    Result<std::vector<FoundDevice>> find(const Deadline& deadline) override;
    // Holds the card until it is destroyed, and then takes its power. Also ReaderBusy while another
    // program holds it, ReaderServiceDown.
    Result<std::unique_ptr<apdu::Card>> connect(const FoundDevice& device, const DeviceKeys& keys,
                                                const Deadline& deadline) override;
};

}  // namespace tappay::confirm
