#include "backend/confirm/verify.h"

#include <algorithm>

#include "backend/confirm/device_records.h"
#include "backend/confirm/device_signature.h"
#include "backend/confirm/send.h"

namespace tappay::backend::verify {

using protocol::ConfirmationReason;
using protocol::DeviceStanding;
using protocol::PhoneStepKind;

namespace {

constexpr int kOtherRequests = 20;  // in which a signature is looked for that isn't for this one

bool hasSigned(const DeviceRow& device, ByteView request, ByteView value) {
    const auto certificate = crypto::parseCertificate(device.certificate);
    return certificate && verifyDeviceSignature(certificate->key, request, value);
}

// What a signature is that doesn't fit: the person is told what went wrong.
Result<ConfirmationReason> lookFurther(Records& records, const ConfirmationRow& confirmation,
                                       const DeviceRow& device, ByteView value) {
    TAPPAY_TRY(devices, DeviceRecords(records.database()).of(confirmation.holder));
    for (const auto& other : devices)
        if (other.id != device.id && hasSigned(other, confirmation.request, value))
            return ConfirmationReason::OtherDevice;
    TAPPAY_TRY(others,
               ConfirmationRecords(records.database()).last(confirmation.holder, kOtherRequests));
    for (const auto& other : others)
        if (other.id != confirmation.id && hasSigned(device, other.request, value))
            return ConfirmationReason::OtherRequest;
    return ConfirmationReason::Signature;
}

Result<void> sign(Turn& turn, ConfirmationRow& confirmation, const protocol::PhoneStep& step) {
    TAPPAY_TRY(reason, judge(turn.records, confirmation, step.device, step.value));
    confirmation.device = step.device;
    const bool good = reason == ConfirmationReason::None;
    TAPPAY_CHECK(send::move(turn, confirmation,
                            good ? ConfirmationEvent::SignedWell : ConfirmationEvent::SignedWrongly,
                            reason));
    return {};
}

Result<void> report(Turn& turn, ConfirmationRow& confirmation, const PhoneRow& phone) {
    TAPPAY_TRY(moved, send::move(turn, confirmation, ConfirmationEvent::PersonRefused,
                                 ConfirmationReason::Reported));
    if (!moved) return {};
    return ConfirmationRecords(turn.records.database())
        .block(confirmation.terminalId, phone.id, turn.now);
}

Result<void> apply(Turn& turn, ConfirmationRow& confirmation, const PhoneRow& phone,
                   const protocol::PhoneStep& step) {
    const auto move = [&](ConfirmationEvent event) -> Result<void> {
        TAPPAY_CHECK(send::move(turn, confirmation, event, step.reason));
        return {};
    };
    // The first phone that looks at it has it.
    if (confirmation.phone.empty()) {
        confirmation.phone = phone.id;
        confirmation.phoneName = phone.name;
    }
    switch (step.kind) {
        case PhoneStepKind::Opened:
            return move(ConfirmationEvent::Looked);
        case PhoneStepKind::WaitingForDevice:
            return move(ConfirmationEvent::DeviceAwaited);
        case PhoneStepKind::Signature:
            return sign(turn, confirmation, step);
        case PhoneStepKind::Refused:
            return move(ConfirmationEvent::PersonRefused);
        case PhoneStepKind::Failed:
            return move(ConfirmationEvent::PhoneFailed);
        case PhoneStepKind::Reported:
            break;
    }
    return report(turn, confirmation, phone);
}

bool mayStep(const ConfirmationRow& confirmation, const PhoneRow& phone) {
    return isOpen(confirmation.state) &&
           (confirmation.phone.empty() || confirmation.phone == phone.id);
}

}  // namespace

Result<ConfirmationReason> judge(Records& records, const ConfirmationRow& confirmation,
                                 const std::string& device, ByteView value) {
    TAPPAY_TRY(known, DeviceRecords(records.database()).find(device));
    if (!known || known->holder != confirmation.holder ||
        known->standing == DeviceStanding::Offered)
        return ConfirmationReason::DeviceUnknown;
    if (known->standing == DeviceStanding::Revoked) return ConfirmationReason::DeviceRevoked;
    if (hasSigned(*known, confirmation.request, value)) return ConfirmationReason::None;
    return lookFurther(records, confirmation, *known, value);
}

Result<std::string> step(Turn& turn, const PhoneMessage& message) {
    TAPPAY_TRY(step, protocol::decodePhoneStep(message.payload));
    TAPPAY_TRY(found, ConfirmationRecords(turn.records.database()).find(step.confirmation));
    if (!found || found->holder != message.from.holder || !found->shown)
        return fail(FailureCode::NotFound, "no such confirmation");
    if (isOpen(found->state) && found->expires <= turn.now)
        TAPPAY_CHECK(
            send::move(turn, *found, ConfirmationEvent::TimeOver, lapseReason(found->state)));
    if (!message.again && mayStep(*found, message.from))
        TAPPAY_CHECK(apply(turn, *found, message.from, step));
    TAPPAY_TRY(shown, send::show(turn.records, *found, message.from.id));
    shown.asked = step.from.time;
    return protocol::encode(shown);
}

}  // namespace tappay::backend::verify
