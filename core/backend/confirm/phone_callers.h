#pragma once

#include "backend/confirm/phone_records.h"
#include "backend/confirm/turn.h"

namespace tappay::backend {

// A message of a phone, and who has signed it.
struct PhoneMessage {
    PhoneRow from;
    std::string payload;
    bool again = false;  // the same has come before
};

// Which phone has signed a message, and that it is no copy: docs/protocol.md, "Messages of a
// phone".
class PhoneCallers {
public:
    // Told of a phone that is turned away though it has signed with its key; on the writer's
    // thread.
    using Refused = std::function<void(const std::string& phone, const Failure& failure)>;

    PhoneCallers(const Clock& clock, Refused refused)
        : m_clock(clock), m_refused(std::move(refused)) {}

    // PhoneUnknown, PermissionDenied when the signature doesn't fit or the message names another
    // phone, PhoneRevoked, PhoneCloned, ClockWrong.
    Result<PhoneMessage> verify(Turn& turn, const std::string& compact) const;
    // That it is still paired.
    static Result<void> checkStanding(Turn& turn, const std::string& phone);

private:
    Result<bool> checkSequence(Turn& turn, PhoneRow& phone, std::uint32_t sequence,
                               ByteView digest) const;

    const Clock& m_clock;
    Refused m_refused;
};

}  // namespace tappay::backend
