#include "companion/device_ways.h"

#include <algorithm>
#include <optional>

namespace tappay::companion {

void DeviceWays::add(confirm::DeviceWay way, std::unique_ptr<confirm::DeviceFinder> finder) {
    m_ways.emplace_back(way, std::move(finder));
}

Result<std::vector<confirm::FoundDevice>> DeviceWays::find(const Deadline& deadline) {
    std::vector<confirm::FoundDevice> all;
    std::optional<Failure> failure;
    bool asked = false;
    for (const auto& [way, finder] : m_ways) {
        auto found = finder->find(deadline);
        if (!found) {
            if (!failure) failure = std::move(found).error();
            continue;
        }
        asked = true;
        all.insert(all.end(), found->begin(), found->end());
    }
    if (!asked && failure) return std::unexpected(std::move(*failure));
    return all;
}

Result<std::unique_ptr<apdu::Card>> DeviceWays::connect(const confirm::FoundDevice& device,
                                                        const confirm::DeviceKeys& keys,
                                                        const Deadline& deadline) {
    const auto found =
        std::ranges::find_if(m_ways, [&](const auto& one) { return one.first == device.way; });
    if (found == m_ways.end())
        return fail(FailureCode::DeviceUnsupported, "this phone has no such way to devices");
    return found->second->connect(device, keys, deadline);
}

}  // namespace tappay::companion
