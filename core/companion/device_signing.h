#pragma once

#include <functional>

#include "companion/phone_store.h"
#include "confirm/piv_device.h"
#include "protocol/confirmation.h"

namespace tappay::companion {

// With what a phone reaches security devices; all outlive the call.
struct DeviceReach {
    confirm::DeviceFinder& finder;
    const crypto::EcPrivateKey& key;  // of this phone
    std::vector<Bytes> makers;        // authorities that certify devices
    const Clock& clock;
};

// How far it has come with a device.
enum class DeviceStage : std::uint8_t {
    Looking,  // for the device: the person holds it to the phone or turns it on
    Waiting,  // it has the request; some wait for a button
};

struct DeviceTalk {
    std::function<void(DeviceStage)> stage = {};
    // See confirm::DeviceKeys.
    std::function<bool(const std::string& sixDigits)> sameCode = {};
    // Before the device is asked for a signature; when it fails, it isn't asked.
    std::function<Result<void>()> beforeAsking = {};
};

// The device with this certificate, wherever it is now. DeviceWrong when only others are there;
// DeviceTimeout when none has come before the deadline, Cancelled; DeviceUnsupported.
Result<std::unique_ptr<apdu::Card>> reach(const DeviceReach& with, const KeptDevice& device,
                                          const DeviceTalk& talk, const Deadline& deadline);

// One signature, asked for once: a device with a display gets the whole request, others its digest.
// Failures as those of confirm::DisplayDevice and confirm::PivDevice.
Result<confirm::DeviceSignature> signOver(apdu::Card& card, const KeptDevice& device,
                                          ByteView request, const SecretBytes& pin,
                                          const DeviceTalk& talk, const Deadline& deadline);

// How a confirmation ends when its device has failed so. Nothing for what the person may try again
// or otherwise.
std::optional<protocol::ConfirmationReason> endAfter(FailureCode failure);
// The same when the person gives up after it.
protocol::ConfirmationReason endWhenGivenUp(FailureCode failure);
// Whether the device may have made a signature though it failed so.
bool mayHaveSigned(FailureCode failure);

// Digits of a PIN that may be tried further, as the failure of a wrong one tells.
std::optional<unsigned> triesIn(const Failure& failure);

}  // namespace tappay::companion
