#include "chip/virtual/process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "base/file_descriptor.h"

namespace tappay::chip::virtual_element {
namespace {

constexpr const char* kProgram = "/usr/bin/swtpm";
constexpr auto kStartTime = std::chrono::seconds(5);
constexpr auto kStopTime = std::chrono::seconds(2);
constexpr int kLockDescriptor = 3;

// No control channel: through one, the chip could be reset and its state be taken out. Its log has
// level 0: what goes wrong, no commands.
std::vector<std::string> argumentsFor(const Request& request, const Places& places) {
    return {kProgram,
            "socket",
            "--tpm2",
            "--tpmstate",
            "dir=" + places.state.string() + ",mode=0600",
            "--server",
            "type=unixio,path=" + places.socket.string() + ",mode=0600",
            "--flags",
            "not-need-init,startup-clear",
            "--key",
            "file=" + places.key.string() + ",mode=aes-256-cbc,format=binary",
            "--pid",
            "file=" + places.ready.string(),
            "--log",
            "file=" + places.log.string() + ",level=1",
            "--seccomp",
            request.systemCalls == SystemCalls::Kill ? "action=kill" : "action=none"};
}

// Runs in the child of a process that has threads: only async-signal-safe calls.
[[noreturn]] void become(char* const* arguments, pid_t parent, int lock) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) ::_exit(127);
    // One octet: no file is that short, and a program that takes cores through a pipe is not
    // started for it (0 would not keep it away).
    const rlimit noCore{1, 1};
    ::setrlimit(RLIMIT_CORE, &noCore);
    ::umask(077);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    // Out of the terminal's process group, so that Ctrl+C reaches the owner first.
    ::setpgid(0, 0);
    const int nowhere = ::open("/dev/null", O_RDWR);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::dup2(nowhere, standard);
    if (lock == kLockDescriptor)
        ::fcntl(lock, F_SETFD, 0);
    else
        ::dup2(lock, kLockDescriptor);
    ::syscall(SYS_close_range, kLockDescriptor + 1, ~0U, 0);
    char* const environment[] = {nullptr};
    ::execve(kProgram, arguments, environment);
    ::_exit(127);
}

pid_t launch(const Request& request, const Places& places, int lock) {
    auto words = argumentsFor(request, places);
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) become(arguments.data(), parent, lock);
    return child;
}

bool waitFor(int descriptor, std::chrono::milliseconds within) {
    pollfd wait{descriptor, POLLIN, 0};
    return ::poll(&wait, 1, static_cast<int>(within.count())) > 0;
}

}  // namespace

Result<Process> Process::start(const Request& request, const Places& places, int lock) {
    if (::access(kProgram, X_OK) != 0)
        return fail(FailureCode::NotConfigured, std::string(kProgram) + " is not installed");
    ::unlink(places.ready.c_str());
    ::unlink(places.socket.c_str());
    const FileDescriptor changes(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    ::inotify_add_watch(changes.get(), request.directory.c_str(), IN_CLOSE_WRITE);
    const pid_t id = launch(request, places, lock);
    if (id < 0) return fail(FailureCode::ChipUnavailable, std::strerror(errno));
    Process process(id, static_cast<int>(::syscall(SYS_pidfd_open, id, 0)));
    TAPPAY_CHECK(process.waitUntilReady(places, changes.get()));
    return process;
}

Process::Process(Process&& other) noexcept
    : m_id(std::exchange(other.m_id, -1)), m_descriptor(std::exchange(other.m_descriptor, -1)) {}

// Through the descriptor: it can reach no other process, whatever became of this one.
void Process::signal(int number) const {
    ::syscall(SYS_pidfd_send_signal, m_descriptor, number, nullptr, 0);
}

Process::~Process() {
    if (m_id < 0) return;
    signal(SIGTERM);
    if (!waitFor(m_descriptor, kStopTime)) signal(SIGKILL);
    ::waitpid(m_id, nullptr, 0);
    ::close(m_descriptor);
}

// The file with its process id is what swtpm writes last, when its socket takes connections.
Result<void> Process::waitUntilReady(const Places& places, int changes) const {
    const auto deadline = Deadline::in(kStartTime);
    std::error_code error;
    for (;;) {
        const auto size = std::filesystem::file_size(places.ready, error);
        if (!error && size > 0) return {};
        std::array<pollfd, 2> waits{{{changes, POLLIN, 0}, {m_descriptor, POLLIN, 0}}};
        const int left = static_cast<int>(deadline.left().count());
        const int ready = ::poll(waits.data(), waits.size(), left);
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) return fail(FailureCode::ChipUnavailable, "swtpm was not ready in time");
        if (waits[1].revents != 0)
            return fail(FailureCode::ChipUnavailable, "swtpm ended at once; see chip.log");
        std::array<char, 4096> events;
        [[maybe_unused]] const auto drained = ::read(changes, events.data(), events.size());
    }
}

}  // namespace tappay::chip::virtual_element
