#pragma once

#include "companion/confirm_steps.h"
#include "companion/device_signing.h"

namespace tappay::companion {

// How a try to have a confirmation signed has ended.
struct SigningEnd {
    // Of the confirmation now. Nothing: the back end could not be asked.
    std::optional<protocol::ConfirmationState> state;
    // What went wrong at the device or on the way to the back end.
    std::optional<Failure> failure = std::nullopt;
};

// A confirmation's way over the device, step by step, so that a phone that is killed anywhere goes
// on sensibly: what the device is about to be asked is on disk before, what it has signed is on
// disk before it is sent.
class SigningSteps {
public:
    SigningSteps(ConfirmSteps& steps, Inbox& inbox, PhoneStore& store)
        : m_steps(steps), m_inbox(inbox), m_store(store) {}

    // The whole: tells the back end that the phone waits for the device, asks it, sends what it has
    // signed. What the device ends for good is told as well. When a signature is there already, it
    // is sent, and no device asked.
    SigningEnd sign(const DeviceReach& with, const std::string& id, const KeptDevice& device,
                    const SecretBytes& pin, const DeviceTalk& talk, const Deadline& deadline);
    // Sends the signature that is kept.
    SigningEnd deliver(const std::string& id, const Deadline& deadline);
    // The person does not try any more after this failure of a device.
    SigningEnd giveUp(const std::string& id, FailureCode after, const Deadline& deadline);

private:
    Result<void> ask(const DeviceReach& with, const InboxEntry& entry, const KeptDevice& device,
                     const SecretBytes& pin, const DeviceTalk& talk, const Deadline& deadline);
    SigningEnd failed(const std::string& id, const Failure& failure, const Deadline& deadline);
    Result<void> noteStanding(const InboxEntry& entry);

    ConfirmSteps& m_steps;
    Inbox& m_inbox;
    PhoneStore& m_store;
};

}  // namespace tappay::companion
