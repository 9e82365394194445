#include "companion/confirm_steps.h"

namespace tappay::companion {

using protocol::ConfirmationReason;
using protocol::ConfirmationState;
using protocol::PhoneStepKind;

Result<ConfirmationState> ConfirmSteps::opened(const std::string& id, const Deadline& deadline) {
    return tell({{}, id, PhoneStepKind::Opened}, deadline);
}

Result<ConfirmationState> ConfirmSteps::waitingForDevice(const std::string& id,
                                                         const Deadline& deadline) {
    return tell({{}, id, PhoneStepKind::WaitingForDevice}, deadline);
}

Result<ConfirmationState> ConfirmSteps::refused(const std::string& id, ConfirmationReason reason,
                                                const Deadline& deadline) {
    return tell({{}, id, PhoneStepKind::Refused, reason}, deadline);
}

Result<ConfirmationState> ConfirmSteps::reported(const std::string& id, const Deadline& deadline) {
    return tell({{}, id, PhoneStepKind::Reported}, deadline);
}

Result<ConfirmationState> ConfirmSteps::failed(const std::string& id, ConfirmationReason reason,
                                               const Deadline& deadline) {
    return tell({{}, id, PhoneStepKind::Failed, reason}, deadline);
}

Result<ConfirmationState> ConfirmSteps::deliver(const std::string& id, const Deadline& deadline) {
    const auto entry = m_inbox.find(id);
    if (!entry || entry->signature.empty()) return fail(FailureCode::NotFound, "no signature");
    return tell({{},
                 id,
                 PhoneStepKind::Signature,
                 ConfirmationReason::None,
                 entry->device,
                 entry->signature},
                deadline);
}

Result<ConfirmationState> ConfirmSteps::tell(const protocol::PhoneStep& step,
                                             const Deadline& deadline) {
    TAPPAY_TRY(told, m_caller.ask(
                         "/v1/phone/confirmations",
                         [&](const protocol::PhoneSender& from) {
                             auto message = step;
                             message.from = from;
                             return message;
                         },
                         protocol::decodeConfirmation,
                         [](const protocol::Confirmation& answer) { return answer.to; }, deadline));
    if (told.id != step.confirmation)
        return fail(FailureCode::HostAnswerInvalid, "the answer is about another confirmation");
    TAPPAY_CHECK(m_inbox.note(told));
    return told.state;
}

Result<bool> ConfirmSteps::poll(std::chrono::seconds wait, const Deadline& deadline) {
    const auto cursor = m_inbox.cursor();
    TAPPAY_TRY(events, m_caller.ask(
                           "/v1/phone/push/poll",
                           [&](const protocol::PhoneSender& from) {
                               return protocol::PushQuestion{{}, from, cursor, wait.count()};
                           },
                           protocol::decodeEvents,
                           [](const protocol::Events& answer) { return answer.to; }, deadline));
    TAPPAY_CHECK(m_inbox.take(events));
    return !events.events.empty();
}

}  // namespace tappay::companion
