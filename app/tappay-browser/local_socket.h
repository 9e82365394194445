#pragma once

#include <QtCore/QByteArray>
#include <chrono>
#include <optional>

#include "base/file_descriptor.h"

// Files and sockets of POSIX, with deadlines. Linking QtNetwork for one local socket costs 4 MB of
// memory in each browser (docs/performance.md).
namespace tappay::browser {

// The local socket at `path`, connected; nothing when nobody listens there or takes the connection
// in time.
std::optional<FileDescriptor> connectTo(const QByteArray& path, std::chrono::milliseconds limit);

// All of it, or false: the other end is gone or did not read in time.
bool writeAll(int descriptor, QByteArrayView octets, std::chrono::milliseconds limit);

// What is there now, at most 64 KiB; empty at the end and after an error.
QByteArray readSome(int descriptor);

}  // namespace tappay::browser
