#include "simulator/reader_service.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/file_descriptor.h"
#include "simulator/listening_socket.h"

namespace tappay::simulator {
namespace {

constexpr const char* kProgram = "/usr/sbin/pcscd";
constexpr const char* kRuntimeDirectory = "/run/pcscd";
constexpr const char* kReaderSocket = "reader.sock";
constexpr const char* kContactlessSocket = "tap.sock";
constexpr auto kStartTime = std::chrono::seconds(5);
constexpr auto kStopTime = std::chrono::seconds(3);
constexpr int kListenDescriptor = 3;  // the first one of the socket-activation convention

std::string systemText(const std::string& what) {
    return what + ": " + std::strerror(errno);
}

struct VirtualReader {
    std::string name, socket;
    std::string suffix = {};  // tells the driver what the reader has
};

std::vector<VirtualReader> readersFor(const std::string& directory, ReaderChoice choice) {
    std::vector<VirtualReader> readers{{"Tap & Pay Virtual Reader", directory + '/' + kReaderSocket,
                                        choice.pinPad ? ":pin-pad" : ""}};
    if (choice.contactless)
        readers.push_back(
            {"Tap & Pay Virtual Contactless Reader", directory + '/' + kContactlessSocket});
    return readers;
}

Result<void> writeReaderConfiguration(const std::string& directory, const std::string& library,
                                      const std::vector<VirtualReader>& readers) {
    std::error_code error;
    std::filesystem::create_directories(directory + "/pcscd", error);
    std::filesystem::create_directories(directory + "/logs", error);
    std::ofstream file(directory + "/pcscd/tappay.conf", std::ios::trunc);
    int channel = 0;
    for (const auto& reader : readers)
        file << "FRIENDLYNAME \"" << reader.name << "\"\n"
             << "DEVICENAME " << reader.socket << reader.suffix << '\n'
             << "LIBPATH " << library << '\n'
             << "CHANNELID " << ++channel << "\n\n";
    if (!file.flush())
        return fail(FailureCode::NotConfigured, "cannot write " + directory + "/pcscd");
    return {};
}

Result<void> checkMachine(const std::string& library) {
    if (::access(kProgram, X_OK) != 0)
        return fail(FailureCode::NotConfigured, std::string(kProgram) + " is not installed");
    if (::access(library.c_str(), R_OK) != 0)
        return fail(FailureCode::NotConfigured, "no reader driver at " + library);
    // pcscd refuses to start without this directory, though it uses nothing in it here.
    std::error_code error;
    if (!std::filesystem::is_directory(kRuntimeDirectory, error) &&
        ::mkdir(kRuntimeDirectory, 0755) != 0 && errno != EEXIST)
        return fail(
            FailureCode::NotConfigured,
            systemText(kRuntimeDirectory) + "; make it once: sudo mkdir " + kRuntimeDirectory);
    return {};
}

// Runs in the child of a process that may have threads: only async-signal-safe calls from here on,
// so the environment is prepared before and only the digits of our own process id are filled in.
[[noreturn]] void become(char* const* arguments, char* const* environment, char* pidDigits,
                         int listener, int log, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) ::_exit(127);
    std::to_chars(pidDigits, pidDigits + 10, ::getpid());
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    // Out of the terminal's process group, so that Ctrl+C reaches the owner first.
    ::setpgid(0, 0);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    if (listener == kListenDescriptor)
        ::fcntl(listener, F_SETFD, 0);
    else
        ::dup2(listener, kListenDescriptor);
    ::syscall(SYS_close_range, kListenDescriptor + 1, ~0U, 0);
    ::execve(kProgram, arguments, environment);
    ::_exit(127);
}

pid_t launch(const std::string& directory, const FileDescriptor& listener,
             const FileDescriptor& log) {
    std::string configuration = directory + "/pcscd";
    std::array<const char*, 6> arguments{kProgram, "-f", "-e", "-c", configuration.c_str(),
                                         nullptr};
    std::string listenPid = "LISTEN_PID=";
    const auto digits = listenPid.size();
    listenPid.append(11, '\0');
    std::string listenFds = "LISTEN_FDS=1";
    std::vector<char*> environment;
    for (char** entry = environ; *entry; ++entry)
        if (std::strncmp(*entry, "LISTEN_", 7) != 0) environment.push_back(*entry);
    environment.insert(environment.end(), {listenPid.data(), listenFds.data(), nullptr});
    const auto parent = ::getpid();
    const auto child = ::fork();
    if (child == 0)
        become(const_cast<char* const*>(arguments.data()), environment.data(),
               listenPid.data() + digits, listener.get(), log.get(), parent);
    return child;
}

bool ended(pid_t process, std::chrono::milliseconds within) {
    FileDescriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
    pollfd wait{handle.get(), POLLIN, 0};
    return ::poll(&wait, 1, static_cast<int>(within.count())) > 0;
}

// The driver makes each reader's socket when the reader is added, the last step of the service's
// start.
Result<void> waitForReader(pid_t process, const std::string& socket,
                           const FileDescriptor& changes) {
    FileDescriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
    const auto deadline = Deadline::in(kStartTime);
    std::error_code error;
    while (!std::filesystem::is_socket(socket, error)) {
        std::array<pollfd, 2> waits{{{changes.get(), POLLIN, 0}, {handle.get(), POLLIN, 0}}};
        const auto ready =
            ::poll(waits.data(), waits.size(), static_cast<int>(deadline.left().count()));
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0)
            return fail(FailureCode::ReaderServiceDown, "pcscd did not load the reader");
        if (waits[1].revents) return fail(FailureCode::ReaderServiceDown, "pcscd ended at once");
        std::array<char, 4096> events;
        [[maybe_unused]] const auto drained = ::read(changes.get(), events.data(), events.size());
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<ReaderService>> ReaderService::start(const std::string& directory,
                                                            const std::string& ifdLibrary,
                                                            ReaderChoice choice) {
    TAPPAY_CHECK(checkMachine(ifdLibrary));
    const auto readers = readersFor(directory, choice);
    TAPPAY_CHECK(writeReaderConfiguration(directory, ifdLibrary, readers));
    for (const auto& reader : readers) {
        ::unlink(reader.socket.c_str());
        // pcscd insists that the device is there; the driver puts its socket in this file's place.
        std::ofstream(reader.socket).flush();
    }
    FileDescriptor changes(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK));
    ::inotify_add_watch(changes.get(), directory.c_str(), IN_CREATE | IN_MOVED_TO);
    TAPPAY_TRY(listener, listenAt(directory + "/pcscd.sock"));
    const auto logFile = directory + "/logs/pcscd.log";
    FileDescriptor log(::open(logFile.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    if (!log.valid()) return fail(FailureCode::NotConfigured, systemText(logFile));
    const auto process = launch(directory, listener, log);
    if (process < 0) return fail(FailureCode::ReaderServiceDown, systemText("fork"));
    auto service = std::unique_ptr<ReaderService>(new ReaderService(directory, process));
    for (const auto& reader : readers)
        TAPPAY_CHECK(waitForReader(process, reader.socket, changes));
    return service;
}

ReaderService::ReaderService(std::string directory, pid_t process)
    : m_directory(std::move(directory)), m_process(process) {}

ReaderService::~ReaderService() {
    ::kill(m_process, SIGTERM);
    if (!ended(m_process, kStopTime)) ::kill(m_process, SIGKILL);
    ::waitpid(m_process, nullptr, 0);
    ::unlink(socketPath().c_str());
    ::unlink(readerSocketPath().c_str());
    ::unlink(contactlessSocketPath().c_str());
}

std::string ReaderService::socketPath() const {
    return m_directory + "/pcscd.sock";
}

std::string ReaderService::readerSocketPath() const {
    return m_directory + "/" + kReaderSocket;
}

std::string ReaderService::contactlessSocketPath() const {
    return m_directory + "/" + kContactlessSocket;
}

}  // namespace tappay::simulator
