#pragma once

#include <sys/types.h>

#include "base/clock.h"
#include "chip/virtual/files.h"

// The element's process: swtpm with an address space of its own.
namespace tappay::chip::virtual_element {

class Process {
public:
    // Returns when the chip takes commands. The process leaves no core file, keeps only the lock
    // of all descriptors, and ends with the thread that called this. NotConfigured: swtpm is not
    // installed. ChipUnavailable: it ended at once, or was not ready in time.
    static Result<Process> start(const Request& request, const Places& places, int lock);
    Process(Process&& other) noexcept;
    Process& operator=(Process&&) = delete;
    ~Process();  // ends it

    [[nodiscard]] pid_t id() const { return m_id; }
    // Readable when the process has ended.
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    Process(pid_t id, int descriptor) : m_id(id), m_descriptor(descriptor) {}
    void signal(int number) const;
    [[nodiscard]] Result<void> waitUntilReady(const Places& places, int changes) const;

    pid_t m_id;
    int m_descriptor;
};

}  // namespace tappay::chip::virtual_element
