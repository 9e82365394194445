#include "simulator/device/bluetooth/private_bus.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>

#include "base/bytes.h"
#include "base/file_descriptor.h"

namespace tappay::simulator::device {

namespace {

constexpr const char* kProgram = "/usr/bin/dbus-daemon";
constexpr int kStartTime = 5000;  // milliseconds

// Only the owner of the directory reaches it; whoever does may take any name.
constexpr const char* kConfiguration =
    "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n"
    " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
    "<busconfig><type>session</type><listen>unix:path=%PATH%</listen><auth>EXTERNAL</auth>\n"
    "<policy context=\"default\"><allow send_destination=\"*\"/>\n"
    "<allow receive_sender=\"*\"/><allow own=\"*\"/></policy></busconfig>\n";

// D-Bus Specification, "Server Addresses".
std::string escaped(const std::string& path) {
    std::string text;
    for (const char c : path) {
        const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                           std::string_view("-_/.\\").contains(c);
        text += plain ? std::string(1, c) : "%" + toHex(Bytes{static_cast<std::uint8_t>(c)});
    }
    return text;
}

Result<void> configure(const std::filesystem::path& file, const std::string& socket) {
    std::string text = kConfiguration;
    text.replace(text.find("%PATH%"), 6, socket);
    std::ofstream out(file, std::ios::trunc);
    out << text;
    if (!out.flush()) return fail(FailureCode::NotConfigured, file.string());
    return {};
}

// In the child: async-signal-safe calls alone.
[[noreturn]] void become(char* const* arguments, int output, int log, pid_t parent) {
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) ::_exit(127);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::setpgid(0, 0);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    ::execv(kProgram, arguments);
    ::_exit(127);
}

// It has written its address once it listens.
bool listens(int output) {
    pollfd wait{output, POLLIN, 0};
    char octet = 0;
    return ::poll(&wait, 1, kStartTime) == 1 && ::read(output, &octet, 1) == 1;
}

}  // namespace

Result<std::unique_ptr<PrivateBus>> PrivateBus::start(const std::string& directory) {
    const auto socket = escaped(directory + "/bus.sock"), file = directory + "/bus.conf";
    TAPPAY_CHECK(configure(file, socket));
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(FailureCode::NotConfigured, "pipe");
    const FileDescriptor output(ends[0]), input(ends[1]);
    const FileDescriptor log(
        ::open((directory + "/bus.log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    std::string program = kProgram, option = "--config-file=" + file, foreground = "--nofork",
                print = "--print-address";
    const std::array<char*, 5> arguments{program.data(), option.data(), foreground.data(),
                                         print.data(), nullptr};
    const auto parent = ::getpid();
    const auto child = ::fork();
    if (child == 0) become(arguments.data(), input.get(), log.get(), parent);
    if (child < 0) return fail(FailureCode::NotConfigured, "fork");
    auto bus = std::unique_ptr<PrivateBus>(new PrivateBus("unix:path=" + socket, child));
    if (!listens(output.get()))
        return fail(FailureCode::NotConfigured, std::string(kProgram) + " does not start");
    return bus;
}

PrivateBus::~PrivateBus() {
    ::kill(m_process, SIGTERM);
    ::waitpid(m_process, nullptr, 0);
}

}  // namespace tappay::simulator::device
