#include "companion/signing_steps.h"

#include <algorithm>

namespace tappay::companion {

using protocol::ConfirmationReason;
using protocol::ConfirmationState;

namespace {

bool isOpen(ConfirmationState state) {
    return state < ConfirmationState::Signed;
}

// What an answer says of the device that has signed.
std::optional<KeptDevice::Standing> standingAfter(const protocol::Confirmation& told) {
    if (told.state == ConfirmationState::Signed || told.state == ConfirmationState::Paid)
        return KeptDevice::Standing::Registered;
    if (told.reason == ConfirmationReason::DeviceRevoked) return KeptDevice::Standing::Revoked;
    return std::nullopt;
}

}  // namespace

SigningEnd SigningSteps::sign(const DeviceReach& with, const std::string& id,
                              const KeptDevice& device, const SecretBytes& pin,
                              const DeviceTalk& talk, const Deadline& deadline) {
    const auto entry = m_inbox.find(id);
    if (!entry) return {{}, Failure{FailureCode::NotFound, "no such confirmation"}};
    if (!isOpen(entry->told.state)) return {entry->told.state};
    if (!entry->signature.empty()) return deliver(id, deadline);
    // Who has withdrawn it meanwhile is heard before any device is asked.
    const auto now = m_steps.waitingForDevice(id, deadline);
    if (!now) return {{}, now.error()};
    if (!isOpen(*now)) return {*now};
    if (const auto asked = ask(with, *entry, device, pin, talk, deadline); !asked)
        return failed(id, asked.error(), deadline);
    return deliver(id, deadline);
}

Result<void> SigningSteps::ask(const DeviceReach& with, const InboxEntry& entry,
                               const KeptDevice& device, const SecretBytes& pin,
                               const DeviceTalk& talk, const Deadline& deadline) {
    const auto& id = entry.told.id;
    TAPPAY_TRY(card, reach(with, device, talk, deadline));
    auto noted = talk;
    noted.beforeAsking = [&]() -> Result<void> {
        TAPPAY_CHECK(m_inbox.noteAsked(id));
        return talk.beforeAsking ? talk.beforeAsking() : Result<void>();
    };
    auto signature = signOver(*card, device, entry.told.request, pin, noted, deadline);
    if (!signature) {
        if (!mayHaveSigned(signature.error().code)) TAPPAY_CHECK(m_inbox.noteNotSigned(id));
        return std::unexpected(std::move(signature).error());
    }
    return m_inbox.noteSigned(id, device.id, std::move(signature->signature));
}

SigningEnd SigningSteps::failed(const std::string& id, const Failure& failure,
                                const Deadline& deadline) {
    const auto reason = endAfter(failure.code);
    if (!reason) {
        // It may have ended while the device was waited for.
        const auto entry = m_inbox.find(id);
        return {entry ? std::optional(entry->told.state) : std::nullopt, failure};
    }
    return giveUp(id, failure.code, deadline);
}

SigningEnd SigningSteps::giveUp(const std::string& id, FailureCode after,
                                const Deadline& deadline) {
    // The time of the device may be over; this has to be told all the same.
    constexpr std::chrono::seconds kToTell{10};
    auto limit = deadline.passed() || deadline.cancelled() ? Deadline::in(kToTell) : deadline;
    const auto now = m_steps.failed(id, endWhenGivenUp(after), limit);
    if (!now) return {{}, now.error()};
    return {*now, Failure{after, {}}};
}

SigningEnd SigningSteps::deliver(const std::string& id, const Deadline& deadline) {
    const auto now = m_steps.deliver(id, deadline);
    if (!now) return {{}, now.error()};
    if (const auto entry = m_inbox.find(id))
        if (const auto kept = noteStanding(*entry); !kept) return {*now, kept.error()};
    return {*now};
}

Result<void> SigningSteps::noteStanding(const InboxEntry& entry) {
    const auto standing = standingAfter(entry.told);
    if (!standing || entry.device.empty()) return {};
    TAPPAY_TRY(devices, m_store.devices());
    const auto found = std::ranges::find(devices, entry.device, &KeptDevice::id);
    if (found == devices.end() || found->standing == *standing) return {};
    found->standing = *standing;
    return m_store.write(devices);
}

}  // namespace tappay::companion
