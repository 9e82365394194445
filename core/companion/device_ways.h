#pragma once

#include "confirm/device_finder.h"

namespace tappay::companion {

// All ways to devices that this phone has.
class DeviceWays final : public confirm::DeviceFinder {
public:
    void add(confirm::DeviceWay way, std::unique_ptr<confirm::DeviceFinder> finder);

    // Those of every way that could be asked; the failure of the first when none could.
    Result<std::vector<confirm::FoundDevice>> find(const Deadline& deadline) override;
    Result<std::unique_ptr<apdu::Card>> connect(const confirm::FoundDevice& device,
                                                const confirm::DeviceKeys& keys,
                                                const Deadline& deadline) override;

private:
    std::vector<std::pair<confirm::DeviceWay, std::unique_ptr<confirm::DeviceFinder>>> m_ways;
};

}  // namespace tappay::companion
