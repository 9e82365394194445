#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "apdu/card.h"
#include "base/clock.h"
#include "protocol/device_channel.h"

namespace tappay::confirm {

enum class DeviceWay : std::uint8_t { Reader, Bluetooth };

struct FoundDevice {
    DeviceWay way = DeviceWay::Reader;
    std::string address;  // the reader's name or the Bluetooth address; good for connecting later
    std::string name;     // what its maker or its owner calls it: nothing to be trusted
    friend bool operator==(const FoundDevice&, const FoundDevice&) = default;
};

// Who this phone is for a device, and which devices it speaks to. For the ways whose link is not
// trusted; a card in a reader is told by its certificate alone (PivDevice::checkRegistered).
struct DeviceKeys {
    const crypto::EcPrivateKey* pairing = nullptr;  // of this phone; outlives connect()
    protocol::DeviceTrust trust;
    // Asked when the device doesn't know this phone, and always while one is added (nothing is
    // registered): the device shows six digits and waits for its button, the phone shows these.
    // May wait for the person. False: they aren't the same, or the person gave up.
    std::function<bool(const std::string& sixDigits)> sameCode;
};

// One way to devices. Calls block; one caller at a time.
class DeviceFinder {
public:
    virtual ~DeviceFinder() = default;

    // Those that are there now, after a short look; none is no failure.
    virtual Result<std::vector<FoundDevice>> find(const Deadline& deadline) = 0;
    // DeviceRemoved when it isn't there any more, DeviceTimeout, Cancelled. The deadline is that of
    // connecting: each command to the card has a limit of its own, but `stop` ends it, too. One
    // connection to a device at a time. The card may outlive the finder.
    virtual Result<std::unique_ptr<apdu::Card>> connect(const FoundDevice& device,
                                                        const DeviceKeys& keys,
                                                        const Deadline& deadline) = 0;
};

}  // namespace tappay::confirm
