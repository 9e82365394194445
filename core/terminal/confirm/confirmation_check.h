#pragma once

#include "link/back_end.h"
#include "terminal/confirm/confirmation_record.h"

// Which words of the back end about a confirmation are taken.
namespace tappay::terminal {

// Whether it is about this very wish: for this terminal, the request shows what was wished for and
// is the one told before, and a payment in it is this one and signed. HostAnswerInvalid.
Result<void> checkTold(const ConfirmationRecord& record, const protocol::Confirmation& told,
                       const link::TerminalIdentity& identity);

// Whether it is news: states go forward alone, and what the back end has told of an end stays.
bool isNews(const ConfirmationRecord& record, const protocol::Confirmation& told);

}  // namespace tappay::terminal
