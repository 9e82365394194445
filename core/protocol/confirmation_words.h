#pragma once

#include "protocol/confirmation.h"
#include "protocol/word_table.h"

// The words of confirmations. For the codecs of this room.
namespace tappay::protocol {

inline constexpr WordTable<ConfirmationWish, 3> kConfirmationWishes{
    {{ConfirmationWish::Order, "order"},
     {ConfirmationWish::Transfer, "transfer"},
     {ConfirmationWish::Refund, "refund"}}};
inline constexpr WordTable<ConfirmationAsk, 2> kConfirmationAsks{
    {{ConfirmationAsk::Show, "show"}, {ConfirmationAsk::Withdraw, "withdraw"}}};
inline constexpr WordTable<ConfirmationState, kConfirmationStates> kConfirmationStateWords{
    {{ConfirmationState::Sent, "sent"},
     {ConfirmationState::Delivered, "delivered"},
     {ConfirmationState::Opened, "opened"},
     {ConfirmationState::WaitingForDevice, "waiting_for_device"},
     {ConfirmationState::Signed, "signed"},
     {ConfirmationState::Paid, "paid"},
     {ConfirmationState::Refused, "refused"},
     {ConfirmationState::Expired, "expired"},
     {ConfirmationState::Invalid, "invalid"},
     {ConfirmationState::Withdrawn, "withdrawn"},
     {ConfirmationState::Failed, "failed"}}};
inline constexpr WordTable<PhoneStepKind, 6> kPhoneSteps{
    {{PhoneStepKind::Opened, "opened"},
     {PhoneStepKind::WaitingForDevice, "waiting_for_device"},
     {PhoneStepKind::Signature, "signature"},
     {PhoneStepKind::Refused, "refused"},
     {PhoneStepKind::Failed, "failed"},
     {PhoneStepKind::Reported, "reported"}}};
inline constexpr WordTable<ConfirmationReason, 21> kReasonWords{
    {{ConfirmationReason::None, ""},
     {ConfirmationReason::Person, "person"},
     {ConfirmationReason::CodeDiffers, "code_differs"},
     {ConfirmationReason::Reported, "reported"},
     {ConfirmationReason::NotDelivered, "not_delivered"},
     {ConfirmationReason::NotOpened, "not_opened"},
     {ConfirmationReason::NotSigned, "not_signed"},
     {ConfirmationReason::Signature, "signature"},
     {ConfirmationReason::OtherRequest, "other_request"},
     {ConfirmationReason::OtherDevice, "other_device"},
     {ConfirmationReason::DeviceUnknown, "device_unknown"},
     {ConfirmationReason::DeviceRevoked, "device_revoked"},
     {ConfirmationReason::Computer, "computer"},
     {ConfirmationReason::Phone, "phone"},
     {ConfirmationReason::DeviceLacksFeature, "device_lacks_feature"},
     {ConfirmationReason::DeviceRefused, "device_refused"},
     {ConfirmationReason::DeviceBlocked, "device_blocked"},
     {ConfirmationReason::DeviceLost, "device_lost"},
     {ConfirmationReason::Declined, "declined"},
     {ConfirmationReason::NotPayable, "not_payable"},
     {ConfirmationReason::Undone, "undone"}}};

// The members of a confirmation, also inside an event.
QJsonObject confirmationObject(const Confirmation& confirmation);
Confirmation readConfirmation(ObjectReader& reader);

}  // namespace tappay::protocol
