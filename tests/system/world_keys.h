#pragma once

#include <QStringList>

#include "sandbox_process.h"

namespace tappay::system_test {

// A key of a sandbox, and the files in which it stands by right.
struct WorldKey {
    QString name;
    QByteArray octets;
    QStringList homes;  // relative to the sandbox
};

// Every key that this sandbox has: those in files, and those that the back end's key module keeps,
// which the test opens with the storage key.
QList<WorldKey> keysOf(const SandboxProcess& sandbox);

}  // namespace tappay::system_test
