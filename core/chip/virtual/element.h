#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "chip/virtual/process.h"

namespace tappay::chip::virtual_element {

// The manager of one virtual secure element: makes it as the request says, starts it again when its
// process ended, ends it with itself (and with our process, however that ends).
//
// The state on disk is encrypted by swtpm (AES-256, key file). That keeps a state that was copied
// without its key file from being read or started; it does not keep out who can read both, the
// owner of the files and the administrator, and it does not keep an old state from being put back:
// the attested counter tells that (Chip::attestCounter). The running process's memory is open to
// the administrator, and may be swapped out.
class Element {
public:
    // Returns when the element takes commands. Failures: those of prepareFiles(), lockState() and
    // Process::start().
    static Result<std::unique_ptr<Element>> make(const Request& request);
    Element(const Element&) = delete;
    Element& operator=(const Element&) = delete;
    ~Element();

    // For tpm::Settings.
    [[nodiscard]] std::string transport() const;
    // Of the running process; empty while there is none.
    [[nodiscard]] std::optional<pid_t> processId() const;
    // How often it was started again.
    [[nodiscard]] int restarts() const;

private:
    explicit Element(const Request& request);
    // The thread that starts the process and waits for its end: the process ends with it.
    void supervise();
    Result<Process> startProcess();
    void noteEnd();
    bool mayRestart();
    bool waitForEnd(const Process& process) const;
    void say(LogLevel level, const std::string& text) const;

    Request m_request;
    Places m_places;
    int m_lock = -1;
    int m_stop = -1;  // readable when the element shall end

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::optional<Result<void>> m_started;  // how the first start went
    std::optional<pid_t> m_process;
    std::vector<std::chrono::steady_clock::time_point> m_restarts;
    int m_restartCount = 0;

    std::thread m_thread;
};

}  // namespace tappay::chip::virtual_element
