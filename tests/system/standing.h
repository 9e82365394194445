#pragma once

#include "sandbox_process.h"

// What the back end thinks of the terminal, and the chip behind it.
namespace tappay::system_test {

// `tappay-backend --config ... WORDS`, as the back end's operator.
Finished operate(const SandboxProcess& sandbox, const QStringList& words);
// How often the audit trail has an entry of this kind.
int audited(const SandboxProcess& sandbox, const QString& what);

// What keeps payments from being taken (the failure's code), empty when they can be. Waits until it
// is `wanted`; what it was last either way.
QString waitForStanding(const SandboxProcess& sandbox, const QString& wanted);
// `security.get` of the local API.
QJsonObject security(const SandboxProcess& sandbox);

// The process of the virtual chip that belongs to this tappayd, waiting for one that is just being
// started again; 0 when there is none.
qint64 chipProcess(qint64 tappayd);
// SIGKILL, returns when it is gone. Only ever a swtpm.
bool killChip(qint64 process);

}  // namespace tappay::system_test
