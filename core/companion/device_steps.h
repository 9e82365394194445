#pragma once

#include "companion/device_signing.h"
#include "companion/phone_caller.h"
#include "protocol/security_device.h"

namespace tappay::companion {

// How a phone brings a security device: docs/protocol.md, "Devices".
class DeviceSteps {
public:
    static constexpr std::size_t kLongestName = 40;

    DeviceSteps(PhoneCaller& caller, PhoneStore& store) : m_caller(caller), m_store(store) {}

    // Connects to it, has it sign the back end's challenge, and offers it; a computer has still to
    // agree. Failures beside those of the device: DeviceNotTrusted, InputMalformed for a name that
    // can't be shown.
    Result<KeptDevice> add(const DeviceReach& with, const confirm::FoundDevice& place,
                           const std::string& name, const SecretBytes& pin, const DeviceTalk& talk,
                           const Deadline& deadline);
    // On this phone alone; the back end still knows it.
    Result<void> forget(const std::string& id);
    // Leaves the holder: the back end forgets the phone.
    Result<void> leave(const Deadline& deadline);

private:
    Result<Bytes> challenge(const Deadline& deadline);
    Result<protocol::SecurityDevice> offer(const protocol::DeviceOffer& offer,
                                           const Deadline& deadline);
    Result<void> keep(const KeptDevice& device);

    PhoneCaller& m_caller;
    PhoneStore& m_store;
};

}  // namespace tappay::companion
