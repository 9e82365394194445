#pragma once

#include <functional>

#include "confirm/piv_device.h"

namespace tappay::confirm {

// A PIV device with a display and a button: it is given the whole request, shows what it reads from
// it, and signs when its owner presses: docs/device-protocol.md, "A device with a display".
class DisplayDevice {
public:
    // DeviceUnsupported when it has no such application, display or button. The card outlives this.
    static Result<DisplayDevice> open(apdu::Card& card);

    // A request that the device has answered before is answered the same again, without PIN and
    // button; it is never signed twice. `onWaiting` is called once the device shows it. When
    // `deadline` ends it, the display is cleared. Beside the failures of PivDevice: DeviceRefused,
    // DeviceTimeout, Cancelled, Busy while the device shows another request, InputMalformed for
    // what isn't a confirmation request, KeyReused when the device knows another one under its
    // identifier.
    Result<DeviceSignature> confirm(ByteView request, const SecretBytes& pin, ByteView registered,
                                    const Deadline& deadline,
                                    const std::function<void()>& onWaiting = {});

private:
    DisplayDevice(apdu::Card& card, PivDevice piv) : m_piv(std::move(piv)), m_exchange(card) {}
    Result<void> propose(ByteView request, const SecretBytes& pin);
    // Nothing while the device waits for its owner.
    Result<std::optional<Bytes>> result(ByteView id);
    Result<Bytes> waitFor(ByteView id, const Deadline& deadline);

    PivDevice m_piv;
    CardExchange m_exchange;
};

}  // namespace tappay::confirm
