#pragma once

#include "companion/inbox.h"
#include "companion/phone_caller.h"

namespace tappay::companion {

// What has happened to a confirmation at this phone, told to the back end; the state that it
// answers with is in the inbox then. Each may be said again after a lost answer. NotFound, and the
// failures of PhoneCaller.
class ConfirmSteps {
public:
    ConfirmSteps(PhoneCaller& caller, Inbox& inbox) : m_caller(caller), m_inbox(inbox) {}

    Result<protocol::ConfirmationState> opened(const std::string& id, const Deadline& deadline);
    Result<protocol::ConfirmationState> waitingForDevice(const std::string& id,
                                                         const Deadline& deadline);
    Result<protocol::ConfirmationState> refused(const std::string& id,
                                                protocol::ConfirmationReason reason,
                                                const Deadline& deadline);
    Result<protocol::ConfirmationState> reported(const std::string& id, const Deadline& deadline);
    Result<protocol::ConfirmationState> failed(const std::string& id,
                                               protocol::ConfirmationReason reason,
                                               const Deadline& deadline);
    // The signature that the inbox keeps.
    Result<protocol::ConfirmationState> deliver(const std::string& id, const Deadline& deadline);

    // Asks for what is new, waiting for it at most `wait`. False when nothing was.
    Result<bool> poll(std::chrono::seconds wait, const Deadline& deadline);

private:
    Result<protocol::ConfirmationState> tell(const protocol::PhoneStep& step,
                                             const Deadline& deadline);

    PhoneCaller& m_caller;
    Inbox& m_inbox;
};

}  // namespace tappay::companion
