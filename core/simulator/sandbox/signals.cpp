#include "simulator/sandbox/signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>

namespace tappay::simulator::sandbox {

namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

// A handler reaches nothing but globals; everything else happens at the pipe's other end.
int writeEnd = -1;

void handle(int number) {
    const auto octet = static_cast<unsigned char>(number);
    [[maybe_unused]] const auto written = ::write(writeEnd, &octet, 1);
}

}  // namespace

Signals::Signals() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return;
    m_readEnd = ends[0];
    writeEnd = ends[1];
    m_reader = std::jthread([this] {
        unsigned char number = 0;
        while (::read(m_readEnd, &number, 1) == 1) {
            m_stop.request_stop();
            QMetaObject::invokeMethod(
                this, [this, number] { Q_EMIT received(number); }, Qt::QueuedConnection);
        }
    });
    struct sigaction action{};
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART;
    for (const int number : kSignals)
        ::sigaction(number, &action, nullptr);
}

Signals::~Signals() {
    for (const int number : kSignals)
        std::signal(number, SIG_DFL);
    ::close(writeEnd);
    m_reader.join();
    ::close(m_readEnd);
}

}  // namespace tappay::simulator::sandbox
