#include "chip/virtual/element.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace tappay::chip::virtual_element {

Result<std::unique_ptr<Element>> Element::make(const Request& request) {
    auto element = std::unique_ptr<Element>(new Element(request));
    TAPPAY_CHECK(prepareFiles(element->m_places, request.directory));
    TAPPAY_TRY(lock, lockState(element->m_places));
    element->m_lock = lock;
    element->m_stop = ::eventfd(0, EFD_CLOEXEC);
    element->m_thread = std::thread([raw = element.get()] { raw->supervise(); });
    std::unique_lock guard(element->m_mutex);
    element->m_changed.wait(guard, [&] { return element->m_started.has_value(); });
    if (!*element->m_started) return std::unexpected(element->m_started->error());
    guard.unlock();
    return element;
}

Element::Element(const Request& request) : m_request(request), m_places(placesOf(request)) {}

Element::~Element() {
    if (m_thread.joinable()) {
        ::eventfd_write(m_stop, 1);
        m_thread.join();
    }
    if (m_stop >= 0) ::close(m_stop);
    if (m_lock >= 0) ::close(m_lock);
}

std::string Element::transport() const {
    return "swtpm:path=" + m_places.socket.string();
}

std::optional<pid_t> Element::processId() const {
    const std::lock_guard guard(m_mutex);
    return m_process;
}

int Element::restarts() const {
    const std::lock_guard guard(m_mutex);
    return m_restartCount;
}

void Element::supervise() {
    bool asked = false;  // to end
    for (bool again = true; again && !asked;) {
        auto process = startProcess();
        if (process)
            asked = waitForEnd(*process);
        else
            say(LogLevel::Error, process.error().detail);
        noteEnd();
        again = !asked && mayRestart();
        if (again) say(LogLevel::Warning, "the virtual chip ended by itself and is started again");
    }
}

Result<Process> Element::startProcess() {
    auto process = Process::start(m_request, m_places, m_lock);
    const std::lock_guard guard(m_mutex);
    if (process) m_process = process->id();
    if (!m_started) {
        m_started.emplace();
        if (!process) *m_started = std::unexpected(process.error());
        m_changed.notify_all();
    }
    return process;
}

void Element::noteEnd() {
    const std::lock_guard guard(m_mutex);
    m_process.reset();
}

// Not when it never ran: what is wrong then does not mend itself.
bool Element::mayRestart() {
    const auto now = std::chrono::steady_clock::now();
    const std::lock_guard guard(m_mutex);
    std::erase_if(m_restarts, [&](auto at) { return now - at > std::chrono::minutes(1); });
    if (!m_started->has_value() ||
        m_restarts.size() >= static_cast<std::size_t>(m_request.restarts))
        return false;
    m_restarts.push_back(now);
    ++m_restartCount;
    return true;
}

// True when the element shall end, false when the process ended by itself.
bool Element::waitForEnd(const Process& process) const {
    for (;;) {
        std::array<pollfd, 2> waits{{{m_stop, POLLIN, 0}, {process.descriptor(), POLLIN, 0}}};
        if (::poll(waits.data(), waits.size(), -1) < 0 && errno == EINTR) continue;
        return waits[0].revents != 0;
    }
}

void Element::say(LogLevel level, const std::string& text) const {
    if (m_request.log) m_request.log->write(level, "chip", text);
}

}  // namespace tappay::chip::virtual_element
