#pragma once

#include <QtGlobal>
#include <optional>

// What Linux says of a running process.
namespace tappay::bench {

struct ProcessFigures {
    qint64 residentKilobytes = 0;
    qint64 cpuMilliseconds = 0;    // user and system, all threads
    qint64 voluntarySwitches = 0;  // of all threads: each is a wait that ended, a wake-up
};

std::optional<ProcessFigures> figuresOf(qint64 processId);

// The child process of `parent` with this name.
std::optional<qint64> childNamed(qint64 parent, const char* name);

}  // namespace tappay::bench
