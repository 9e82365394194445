#pragma once

#include <QStringList>

#include "base/clock.h"
#include "base/result.h"

namespace tappay::simulator::sandbox {

// A program that does one thing and ends. What it wrote to its output, which is in no log file, for
// there are secrets in it. NotConfigured with what it complained of, `what` first; Cancelled.
Result<QString> runShortly(const QString& what, const QString& program,
                           const QStringList& arguments, const Deadline& deadline);

}  // namespace tappay::simulator::sandbox
