#pragma once

#include "backend/confirm/confirm_config.h"
#include "backend/confirm/extract.h"
#include "backend/confirm/turn.h"
#include "backend/terminals/terminal.h"

namespace tappay::backend {

// What computers ask of confirmations. Inside a turn.
class Receive {
public:
    Receive(const ConfirmConfig& config, const Clock& clock, Random& random)
        : m_config(config), m_extract(config, clock, random) {}

    // The same intent again is the same confirmation. KeyReused; ConfirmationsBlocked;
    // ConfirmationsTooMany; PhoneMissing; and what Extract says.
    Result<std::string> intend(Turn& turn, const EnrolledTerminal& from,
                               const protocol::ConfirmationIntent& intent) const;
    // NotFound. Withdrawing what has ended or is signed changes nothing.
    static Result<std::string> ask(Turn& turn, const EnrolledTerminal& from,
                                   const protocol::ConfirmationQuestion& question);

private:
    Result<ConfirmationRow> made(Turn& turn, const EnrolledTerminal& from,
                                 const protocol::ConfirmationIntent& intent, Bytes digest) const;
    Result<void> admit(Turn& turn, const EnrolledTerminal& from, const Holder& holder) const;

    const ConfirmConfig& m_config;
    Extract m_extract;
};

}  // namespace tappay::backend
