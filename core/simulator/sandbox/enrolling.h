#pragma once

#include <QString>

#include "base/clock.h"
#include "base/result.h"

namespace tappay::simulator::sandbox {

// Does what a person with the operator's code does at the terminal's local API, and returns when
// payments can be taken. NotConfigured with what keeps them from it when the terminal gives up or
// the deadline passes; Cancelled.
Result<void> enrolTerminal(const QString& operatorSocket, const QString& code,
                           const Deadline& deadline);

}  // namespace tappay::simulator::sandbox
